import type { Check } from '../checks/index.ts';
import { matchesGlob } from '../checks/index.ts';
import { admittedKinds } from './admitted-kinds.ts';
import { POLICY_TEXTS } from './policy-texts.ts';

/** The forms in which checks can be exported. */
export const POLICY_FORMS = ['rego', 'gatekeeper'] as const;

export type PolicyForm = (typeof POLICY_FORMS)[number];

/** Why checks that look at one thing alone are not exported all the same, each reason as the end of "it cannot be exported: ...". */
const REASONS: readonly (readonly [pattern: string, reason: string])[] = [
  ['api-server/*', 'it reads the flags of the control plane with their defaults'],
  ['certificate/*', 'it reads certificates, keys and the time'],
  ['config-map/*', 'it recognises what a text holds, which takes the parsers and detectors of Seawall'],
  ['controller-manager/*', 'it reads the flags of the control plane with their defaults'],
  ['etcd/*', 'it reads the flags of the control plane with their defaults'],
  ['field/*', 'it compares a text with every field that Kubernetes knows; the API server does so itself'],
  ['gatekeeper/*', 'it judges constraints, which Gatekeeper does not ask about themselves'],
  ['kubeconfig/embedded-credentials', 'it recognises credentials, which takes the detectors of Seawall'],
  ['kubelet/insecure-flags', 'it reads the flags of the kubelet'],
  ['network-policy/invalid-range', 'it reads ranges of addresses as the API server does, which refuses such a policy itself'],
  ['scheduler/*', 'it reads the flags of the control plane with their defaults'],
  ['secret/*', 'it judges the values of a Secret, which takes the detectors of Seawall'],
  ['service/*', 'its answer depends on the namespace that an installation chooses'],
  ['workload/*', 'it recognises credentials, which takes the detectors of Seawall'],
];

/** Whether a check can be had as a policy of that form: `undefined` when it can, else why it cannot. */
export function obstacleOf(check: Check, form: PolicyForm): string | undefined {
  if (check.scope === 'world') return 'it compares objects of a cluster';
  if (check.on === 'dockerfile') return 'it is about Dockerfiles, which are no objects of a cluster';
  if (POLICY_TEXTS[check.id] === undefined) return REASONS.find(([pattern]) => matchesGlob(pattern, check.id))?.[1] ?? 'it has no policy';
  if (form === 'gatekeeper' && admittedKinds(check).length === 0) return 'it is about a file that no API server admits; --as rego can';
  return undefined;
}

/** The patterns of the reasons, for a test that none is left over. */
export const REASON_PATTERNS: readonly string[] = REASONS.map(([pattern]) => pattern);
