import { indexLines, type Problem } from '../../core/index.ts';
import type { Module } from '../rego/index.ts';

type Rule = Module['rules'][number];

const WARNING = /^warn(?:_[a-zA-Z0-9]+)*$/;
const FAILURE = /^(?:deny|violation)(?:_[a-zA-Z0-9]+)*$/;
const IDENTIFIER = /^[A-Za-z_]\w*$/;

export function isWarning(rule: string): boolean {
  return WARNING.test(rule);
}

export function isFailure(rule: string): boolean {
  return FAILURE.test(rule);
}

/** What an exception calls a rule: its name without what says how bad it is. */
export function exceptionName(rule: string): string {
  if (rule === 'deny' || rule === 'violation' || rule === 'warn') return '';
  return rule
    .replace(/^violation_/, '')
    .replace(/^deny_/, '')
    .replace(/^warn_/, '');
}

/** The package of a module as options and reports name it: `main.gke`. */
export function namespaceOf({ package: path }: Module): string {
  return path.map((name, i) => (IDENTIFIER.test(name) ? `${i === 0 ? '' : '.'}${name}` : `[${JSON.stringify(name)}]`)).join('');
}

export interface CheckedRules {
  readonly path: readonly string[];
  /** Each rule that is asked, once, in the order of the modules. */
  readonly names: readonly string[];
  /** How many rules of such names were written: what a result counts as tests. */
  readonly count: number;
}

/** The rules of a namespace that speak about configurations. */
export function rulesOf(modules: readonly Module[], namespace: string): CheckedRules {
  const own = modules.filter((module) => namespaceOf(module) === namespace);
  const names = own.flatMap((module) => module.rules.flatMap((rule) => nameOf(rule, module)));
  const checked = names.filter((name) => isFailure(name) || isWarning(name));
  return { path: own[0]?.package ?? [], names: [...new Set(checked)], count: checked.length };
}

/** A rule at the end of a longer reference (`deny.images.old`) has no name of its own, nor has `deny[msg] if ...` in version 1. */
function nameOf(rule: Rule, { version }: Module): readonly string[] {
  const { ref, value } = rule;
  const isNamed = ref.length === 1 || (ref.length === 2 && (version === 'v0' || value !== undefined));
  return isNamed ? [firstName(rule)] : [];
}

/** The first name of what a rule defines, which need not be all of it. */
export function firstName({ ref: [head] }: Rule): string {
  return head?.kind === 'scalar' && typeof head.value === 'string' ? head.value : '';
}

/**
 * Rules such as `deny[msg] if ...`, which before version 1 of Rego added to a set and since then make an object whose values are true, so that no
 * message would ever be seen. https://github.com/open-policy-agent/opa/issues/6509
 */
export function findLostMessages(modules: readonly Module[]): readonly Problem[] {
  return findRules(modules, (rule, module) => {
    if (rule.args !== undefined || nameOf(rule, module).length > 0 || rule.member !== undefined || rule.isDefault) return undefined;
    const givesTrue = rule.value === undefined || (rule.value.kind === 'scalar' && rule.value.value === true);
    return givesTrue
      ? `rule is using 'if' keyword without 'contains' keyword: ${firstName(rule)} gives true instead of a message`
      : undefined;
  });
}

/** Functions of the namespaces that are named as if they gave messages: nothing would ever call them. */
export function findFunctions(modules: readonly Module[], namespaces: readonly string[]): readonly Problem[] {
  return findRules(modules, (rule, module) =>
    rule.args !== undefined && namespaces.includes(namespaceOf(module))
      ? `${firstName(rule)} is a function, which is never asked`
      : undefined,
  );
}

/** The rules named as if they gave messages that something is wrong with. */
function findRules(modules: readonly Module[], whatIsWrong: (rule: Rule, module: Module) => string | undefined): readonly Problem[] {
  return modules.flatMap((module) =>
    module.rules.flatMap((rule): readonly Problem[] => {
      const name = firstName(rule);
      const message = isFailure(name) || isWarning(name) ? whatIsWrong(rule, module) : undefined;
      if (message === undefined) return [];
      const range = indexLines(module.text).rangeOf(rule.at, rule.at + name.length);
      return [{ code: 'not-evaluated', message, hint: `write ${name} contains msg if ...`, place: { file: module.name, range } }];
    }),
  );
}
