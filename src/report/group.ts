import type { Finding, Problem, Severity } from '../core/index.ts';

/** Findings of one check, under the worst of their severities. */
export interface Weakness {
  readonly check: string;
  readonly severity: Severity;
  readonly findings: readonly Finding[];
}

/** Worst weakness first, as the findings of a report are. */
export function groupByWeakness(findings: readonly Finding[]): Weakness[] {
  return [...Map.groupBy(findings, ({ check }) => check)].map(([check, members]) => ({
    check,
    severity: members[0]?.severity ?? 'info',
    findings: members,
  }));
}

/** Problems that say the same of several places, in the order in which they first occur. */
export function groupByMessage(problems: readonly Problem[]): (readonly [Problem, ...Problem[]])[] {
  const groups = new Map<string, [Problem, ...Problem[]]>();
  for (const problem of problems) {
    const key = `${problem.code}\n${problem.message}`;
    const group = groups.get(key);
    if (group) group.push(problem);
    else groups.set(key, [problem]);
  }
  return [...groups.values()];
}

/** What leaves a question open; a notice does not. */
export function openProblems(problems: readonly Problem[]): Problem[] {
  return problems.filter(({ code }) => code !== 'notice');
}
