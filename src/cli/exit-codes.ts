/** What the process says to the shell. The order of the table is the precedence where several apply: the first one wins. */
export const EXIT_CODES = {
  bug: { code: 70, meaning: 'a bug in seawall; please report it' },
  interrupted: { code: 130, meaning: 'interrupted' },
  usage: { code: 2, meaning: 'wrong usage, or an input that you named could not be read' },
  findings: { code: 1, meaning: 'findings at or above --fail-on, or denied' },
  incomplete: { code: 3, meaning: 'something could not be evaluated; the partial result is printed (--allow-incomplete accepts it)' },
  nothing: { code: 4, meaning: 'nothing to scan: no Kubernetes object in what was read' },
  clean: { code: 0, meaning: 'clean, or allowed' },
} as const;

/** Codes of commands that stand in for another tool and keep what its users know. */
export const STAND_IN_CODES = {
  policyFailure: { code: 1, meaning: 'policy test, policy verify: a failure, or an error; policy expand: an error' },
  policyNegative: {
    code: 1,
    meaning: 'policy eval --fail: undefined; policy check: an error; policy test of Rego unit tests: they cannot be run',
  },
  policyError: {
    code: 2,
    meaning: 'policy eval: an error; policy fmt --fail: a file would change; policy test of Rego unit tests: one failed',
  },
  policyFailureAndWarnings: { code: 2, meaning: 'policy test --fail-on-warn: a failure, so that 1 is left for warnings alone' },
} as const;

export type ExitReason = keyof typeof EXIT_CODES | keyof typeof STAND_IN_CODES;

export function exitCodeOf(reason: ExitReason): number {
  return { ...EXIT_CODES, ...STAND_IN_CODES }[reason].code;
}

/** The reason that wins among several; `clean` where there is none. */
export function strongestReason(reasons: Iterable<ExitReason>): ExitReason {
  const present = new Set(reasons);
  return (
    ([...Object.keys(EXIT_CODES).slice(0, -1), ...Object.keys(STAND_IN_CODES)] as ExitReason[]).find((reason) => present.has(reason)) ??
    'clean'
  );
}
