import { declarationsOf } from '../compile/declarations.ts';
import { CompileFault } from '../compile/diagnostics.ts';
import { Resolver } from '../compile/resolve.ts';
import type { Module, Rule } from '../syntax/index.ts';
import type { LintRule, Surroundings } from './rule.ts';

/** The rule and its else branches, each by itself. */
function branchesOf(rule: Rule): readonly Rule[] {
  const { otherwise, ...own } = rule;
  return otherwise ? [own, ...branchesOf(otherwise)] : [own];
}

/** All rules with the variables that they declare; what cannot be resolved is told by the compiler. */
function resolved({ rules }: Module, { globals }: Surroundings): readonly Resolver[] {
  return rules.flatMap(branchesOf).flatMap((rule) => {
    const resolver = new Resolver(globals);
    try {
      resolver.rule(rule);
    } catch (fault) {
      if (fault instanceof CompileFault) return [];
      throw fault;
    }
    return [resolver];
  });
}

export const unusedVariable: LintRule = {
  id: 'unused-variable',
  why: 'a value that nothing looks at is often one that was meant to be compared',
  remedy: 'use the variable, or take the statement out; in a pattern write _ for what is not wanted',
  find: (module, surroundings) =>
    resolved(module, surroundings).flatMap((resolver) =>
      resolver
        .unused()
        .filter(({ how }) => how !== 'argument')
        .map(({ name, at }) => ({ at, message: `${name} is never used` })),
    ),
};

export const unusedImport: LintRule = {
  id: 'unused-import',
  why: 'who reads the module believes that it depends on what it imports',
  remedy: 'take the import out',
  find: (module, surroundings) => {
    const used = new Set(resolved(module, surroundings).flatMap((resolver) => [...resolver.usedGlobals]));
    return module.imports
      .filter(({ path: [root] }) => root === 'data' || root === 'input')
      .filter(({ path, alias }) => !used.has(alias ?? path.at(-1) ?? ''))
      .map(({ path, at }) => ({ at, message: `${path.join('.')} is imported and never used` }));
  },
};

export const shadowedName: LintRule = {
  id: 'shadowed-name',
  why: 'the variable hides a rule or an import of the same name, so that a later use of the name means something else than it seems to',
  remedy: 'give the variable another name',
  find: ({ rules }, { globals }) =>
    rules
      .flatMap(declarationsOf)
      .filter(({ name }) => globals.has(name))
      .map(({ name, at }) => ({ at, message: `${name} hides ${globals.get(name)?.join('.') ?? name}` })),
};
