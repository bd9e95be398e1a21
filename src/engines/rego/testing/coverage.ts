import { indexLines } from '../../../core/index.ts';
import type { ModuleCoverage } from '../observation.ts';
import { type Module, type Rule, walkRule } from '../syntax/index.ts';

/** Lines that were reached and lines with a rule or an expression that were not; both ascend. */
export interface LineCoverage {
  readonly module: string;
  readonly covered: readonly number[];
  readonly notCovered: readonly number[];
}

/**
 * The coverage of several evaluations together, as `opa test --coverage` counts it: a line is covered where any part of it was reached.
 * https://github.com/open-policy-agent/opa/blob/v1.13.1/v1/cover/cover.go
 */
export function joinCoverage(modules: readonly Module[], parts: Iterable<readonly ModuleCoverage[]>): readonly LineCoverage[] {
  const reached = new Map<string, Set<number>>();
  for (const part of parts) {
    for (const { module, reached: lines } of part) {
      const all = reached.get(module) ?? new Set();
      reached.set(module, all);
      for (const line of lines) all.add(line);
    }
  }
  return modules.map((module) => {
    const covered = reached.get(module.name) ?? new Set<number>();
    const missed = linesOf(module).filter((line) => !covered.has(line));
    return { module: module.name, covered: ascending(covered), notCovered: ascending(new Set(missed)) };
  });
}

/** The lines of rules and expressions; those that only declare variables do not count. */
function linesOf(module: Module): readonly number[] {
  const lines = indexLines(module.text);
  const found: number[] = [];
  const add = (at: number): void => {
    found.push(lines.positionAt(at).line);
  };
  for (const rule of module.rules) {
    for (let each: Rule | undefined = rule; each; each = each.otherwise) add(each.at);
    walkRule(rule, {
      literal: ({ expression, at }) => {
        if (expression.kind !== 'declare' && expression.kind !== 'some-in') add(at);
      },
    });
  }
  return found;
}

function ascending(lines: Iterable<number>): readonly number[] {
  return [...lines].toSorted((a, b) => a - b);
}
