import { compareText, indexLines, type Place } from '../../../core/index.ts';
import { globalsOf, ruleNames } from '../compile/program.ts';
import { type Module, tokenize } from '../syntax/index.ts';
import { deprecatedBuiltin, escapedRegex, invalidRegex, sprintfArguments } from './calls.ts';
import { constantCondition, notEqualsAny, valueAsCondition } from './conditions.ts';
import { shadowedName, unusedImport, unusedVariable } from './names.ts';
import type { LintRule, Spot } from './rule.ts';
import { duplicateRule, manyValues, noTests, oldSyntax, unreachableElse } from './rules.ts';

/** Something in a module that compiles and is probably not what was meant. */
export interface LintFinding {
  readonly rule: string;
  readonly message: string;
  readonly why: string;
  readonly remedy: string;
  readonly place: Place;
}

const RULES: readonly LintRule[] = [
  constantCondition,
  deprecatedBuiltin,
  duplicateRule,
  escapedRegex,
  invalidRegex,
  manyValues,
  noTests,
  notEqualsAny,
  oldSyntax,
  shadowedName,
  sprintfArguments,
  unreachableElse,
  unusedImport,
  unusedVariable,
  valueAsCondition,
];

/** The names of all rules, in order. */
export const LINT_RULES: readonly string[] = RULES.map(({ id }) => id);

/**
 * Looks for common mistakes in modules, which may be of several packages; a rule left out is not looked at. `# seawall: ignore RULE` in
 * the line of a finding or the one above keeps it from being told.
 */
export function lintModules(modules: readonly Module[], without: ReadonlySet<string> = new Set()): readonly LintFinding[] {
  const names = ruleNames(modules);
  const rules = RULES.filter(({ id }) => !without.has(id));
  return modules
    .toSorted((a, b) => compareText(a.name, b.name))
    .flatMap((module) => {
      const lines = indexLines(module.text);
      const ignored = ignoredLines(module.text, lines);
      const surroundings = { globals: globalsOf(module, names, []) };
      const found = rules.flatMap(({ id, why, remedy, find }) =>
        spotsOf(() => find(module, surroundings)).map(({ at, message }) => ({ rule: id, message, why, remedy, at })),
      );
      return found
        .toSorted((a, b) => a.at - b.at)
        .map(({ at, ...rest }): LintFinding => ({ ...rest, place: { file: module.name, range: lines.rangeOf(at, at + 1) } }))
        .filter(({ rule, place }) => ignored.get(place.range.start.line)?.has(rule) !== true);
    });
}

/** A module that is nested too deep for this is refused by the compiler, with the reason. */
function spotsOf(find: () => readonly Spot[]): readonly Spot[] {
  try {
    return find();
  } catch (fault) {
    if (fault instanceof RangeError) return [];
    throw fault;
  }
}

/** The rules that comments switch off, by the line that they are switched off for. */
function ignoredLines(text: string, lines: ReturnType<typeof indexLines>): ReadonlyMap<number, ReadonlySet<string>> {
  const found = new Map<number, Set<string>>();
  for (const comment of tokenize(text).comments) {
    const [, list] = /^\s*seawall:\s*ignore\s+(.+)$/.exec(comment.text) ?? [];
    if (list === undefined) continue;
    const { line } = lines.positionAt(comment.start);
    for (const at of [line, line + 1]) found.set(at, new Set([...(found.get(at) ?? []), ...list.split(/[\s,]+/)]));
  }
  return found;
}
