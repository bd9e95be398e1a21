import { type Check, requirementTitle } from '../checks/index.ts';
import type { Finding } from '../core/index.ts';
import type { AttackPath } from './find-paths.ts';
import { STEPS } from './steps/catalogue.ts';
import type { ThreatMatrix } from './tables/matrices.ts';

/** One technique in one tactic of a matrix. */
export interface MatrixCell {
  readonly technique: string;
  readonly title: string;
  /** `open`: a path takes it or a finding invites it; `closed`: it was looked for and not found; `not-evaluated`: nothing here looks for it. */
  readonly state: 'open' | 'closed' | 'not-evaluated';
  /** Paths that take it. */
  readonly paths: number;
  readonly findings: number;
}

export interface MatrixTactic {
  readonly name: string;
  readonly cells: readonly MatrixCell[];
}

/** Paths and findings laid over a matrix. A parent technique stands for those under it. */
export function layOverMatrix(
  { id, tactics }: ThreatMatrix,
  paths: readonly AttackPath[],
  findings: readonly Finding[],
  checks: readonly Check[],
): readonly MatrixTactic[] {
  const techniquesOf = new Map(checks.map((check) => [check.id, check.standards[id] ?? []]));
  const lookedFor = new Set([...STEPS.flatMap((step) => step[id]), ...checks.flatMap((check) => check.standards[id] ?? [])]);
  const covers = (technique: string, other: string): boolean => other === technique || other.startsWith(`${technique}.`);
  return tactics.map(({ name, techniques }) => ({
    name,
    cells: techniques.map((technique): MatrixCell => {
      const taking = paths.filter(({ clauses }) => clauses.some(({ step }) => step?.[id].some((one) => covers(technique, one)))).length;
      const inviting = findings.filter(({ check }) => techniquesOf.get(check)?.some((one) => covers(technique, one))).length;
      const isLookedFor = [...lookedFor].some((one) => covers(technique, one));
      return {
        technique,
        title: requirementTitle(id, technique) ?? technique,
        state: taking + inviting > 0 ? 'open' : isLookedFor ? 'closed' : 'not-evaluated',
        paths: taking,
        findings: inviting,
      };
    }),
  }));
}
