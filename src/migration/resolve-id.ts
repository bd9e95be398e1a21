import { CATALOGUE, type Check, isSameId, SCANNERS, type Scanner } from '../checks/index.ts';
import { didYouMean } from '../core/index.ts';

export type ResolvedId =
  | { readonly kind: 'checks'; readonly checks: readonly Check[] }
  | { readonly kind: 'unknown'; readonly why: string };

/** Ids of a scanner's own form: a missing counterpart is no slip of the pen, so no other number is suggested for one. */
const WELL_FORMED: Readonly<Partial<Record<Scanner, RegExp>>> = {
  trivy: /^(?:AVD-)?(?:KSV|KCV|DS)-?\d+$/i,
  checkov: /^CKV2?_(?:K8S|DOCKER)_\d+$/i,
  kubescape: /^C-\d{4}$/i,
  hadolint: /^(?:DL|SC)\d{4}$/,
};

/** Ids of things that no manifest shows. */
const ELSEWHERE: readonly (readonly [RegExp, string])[] = [
  [/^(?:CVE|GHSA|GO|RUSTSEC|PYSEC|DSA|RHSA|ALAS|TEMP|NSWG|DLA|USN|ELSA)-/i, 'a vulnerability of a package; seawall reads no packages'],
  [/^AVD-(?!KSV|KCV|DS)[A-Z]+-\d+$/i, 'a check of something other than Kubernetes'],
  [/^CKV2?_(?!K8S|DOCKER)[A-Z0-9]+_\d+$/i, 'a check of something other than Kubernetes'],
  [/^SC\d{4}$/, 'a rule of ShellCheck; seawall does not lint shell scripts'],
];

/** The checks that stand for the id of a scanner; the reason where there are none. */
export function resolveId(scanner: Scanner, id: string): ResolvedId {
  const checks = CATALOGUE.filter((check) => check.aliases[scanner]?.some((alias) => isSameId(alias, id)));
  return checks.length > 0 ? { kind: 'checks', checks } : { kind: 'unknown', why: explainUnknown(scanner, id) };
}

/** The checks whose ids at a scanner a pattern matches, as the scanner itself compares them. */
export function resolvePattern(scanner: Scanner, pattern: RegExp): Check[] {
  return CATALOGUE.filter((check) => check.aliases[scanner]?.some((alias) => pattern.test(alias)));
}

function explainUnknown(scanner: Scanner, id: string): string {
  const elsewhere = ELSEWHERE.find(([form]) => form.test(id));
  if (elsewhere) return elsewhere[1];
  const owner = SCANNERS.find((other) => other !== scanner && CATALOGUE.some((check) => check.aliases[other]?.includes(id)));
  if (owner) return `an id of ${owner}, not of ${scanner}`;
  if (WELL_FORMED[scanner]?.test(id)) return 'no check of the catalogue stands for it';
  const nearest = didYouMean(
    id,
    CATALOGUE.flatMap((check) => check.aliases[scanner] ?? []),
  );
  return nearest ? `unknown id; did you mean ${nearest}?` : 'no check of the catalogue stands for it';
}
