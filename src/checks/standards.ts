import { REQUIREMENTS } from './standards/requirements.ts';

/**
 * The published standards that checks answer to. A check names requirements by their number in the standard; titles of the requirements
 * stand in the tables beside this file, so that a report can say what a number means.
 */
export const STANDARDS = {
  'pod-security': { title: 'Pod Security Standards', url: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/' },
  cis: { title: 'CIS Kubernetes Benchmark', url: 'https://www.cisecurity.org/benchmark/kubernetes' },
  nsa: {
    title: 'NSA/CISA Kubernetes Hardening Guide',
    url: 'https://media.defense.gov/2022/Aug/29/2003066362/-1/-1/0/CTR_KUBERNETES_HARDENING_GUIDANCE_1.2_20220829.PDF',
  },
  owasp: { title: 'OWASP Kubernetes Top Ten', url: 'https://owasp.org/www-project-kubernetes-top-ten/' },
  mitre: { title: 'MITRE ATT&CK for Containers', url: 'https://attack.mitre.org/matrices/enterprise/containers/' },
  microsoft: { title: 'Threat Matrix for Kubernetes', url: 'https://microsoft.github.io/Threat-Matrix-for-Kubernetes/' },
  cks: { title: 'CKS curriculum', url: 'https://github.com/cncf/curriculum' },
} as const;

export type StandardId = keyof typeof STANDARDS;

export const STANDARD_IDS: readonly StandardId[] = Object.keys(STANDARDS) as StandardId[];

/** Requirements by standard, for example `{cis: ['5.2.2'], owasp: ['K01']}`. */
export type StandardReferences = Readonly<Partial<Record<StandardId, readonly string[]>>>;

/** Other scanners, in whose ids users may look a check up. */
export const SCANNERS = [
  'trivy',
  'kubescape',
  'checkov',
  'kube-linter',
  'polaris',
  'kube-score',
  'kubesec',
  'kube-bench',
  'hadolint',
] as const;

export type Scanner = (typeof SCANNERS)[number];

export type Aliases = Readonly<Partial<Record<Scanner, readonly string[]>>>;

/** What a requirement of a standard asks for; `undefined` for a number that the standard does not have. */
export function requirementTitle(standard: StandardId, requirement: string): string | undefined {
  const titles = REQUIREMENTS[standard];
  return Object.hasOwn(titles, requirement) ? titles[requirement] : undefined;
}

/** The numbers of a standard's requirements. */
export function requirementsOf(standard: StandardId): readonly string[] {
  return Object.keys(REQUIREMENTS[standard]);
}
