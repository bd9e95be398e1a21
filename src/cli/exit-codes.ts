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

export type ExitReason = keyof typeof EXIT_CODES;

/** The reason that wins among several; `clean` where there is none. */
export function strongestReason(reasons: Iterable<ExitReason>): ExitReason {
  const present = new Set(reasons);
  return (Object.keys(EXIT_CODES) as ExitReason[]).find((reason) => present.has(reason)) ?? 'clean';
}
