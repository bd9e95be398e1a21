// Source of truth: https://github.com/kubernetes/pod-security-admission/blob/v0.37.2/policy/check_capabilities_baseline.go
import { DEFAULT_CAPABILITIES, type PodView } from '../../kubernetes/index.ts';
import { fieldOf, nameContainers, type Objection, type OffendingField, type PodSecurityCheck, quoteAll, since, sorted } from './check.ts';

export const CAPABILITIES_BASELINE_ID = 'capabilities_baseline';

/** No capability is added beyond the defaults. */
export const CAPABILITIES_BASELINE: PodSecurityCheck = {
  id: CAPABILITIES_BASELINE_ID,
  title: 'Capabilities',
  level: 'baseline',
  versions: [{ since: since(0), judge: (pod) => forbidAdded(pod, DEFAULT_CAPABILITIES) }],
};

function forbidAdded(pod: PodView, allowed: ReadonlySet<string>): Objection {
  const fields = addedBeyond(pod, allowed);
  if (fields.length === 0) return undefined;
  return { reason: 'non-default capabilities', detail: describeAdded(pod, allowed), fields };
}

/** Every added capability that is not among `allowed`. Names are compared as written, as the API server does. */
export function addedBeyond(pod: PodView, allowed: ReadonlySet<string>): OffendingField[] {
  return pod.containers.flatMap((container) =>
    (container.spec.securityContext?.capabilities?.add ?? []).flatMap((name, index) =>
      allowed.has(name) ? [] : [{ path: fieldOf(container, 'capabilities', 'add', index), value: name }],
    ),
  );
}

export function describeAdded(pod: PodView, allowed: ReadonlySet<string>): string {
  const bad = pod.containers.filter(({ spec }) => spec.securityContext?.capabilities?.add?.some((name) => !allowed.has(name)));
  const names = sorted(addedBeyond(pod, allowed).map(({ value }) => String(value)));
  return `${nameContainers(bad)} must not include ${quoteAll(names)} in securityContext.capabilities.add`;
}
