// Source of truth: https://github.com/kubernetes/pod-security-admission/blob/v0.37.2/policy/check_hostProbesAndhostLifecycle.go
import type { FieldPath } from '../../core/index.ts';
import type { ContainerView, Handler, PodView } from '../../kubernetes/index.ts';
import { inflect, nameOf, type Objection, type OffendingField, type PodSecurityCheck, quoteAll, since, sorted } from './check.ts';

/** Probes and lifecycle hooks go to the pod itself: a host of its own would make the kubelet call anywhere. */
export const HOST_PROBES_AND_LIFECYCLE: PodSecurityCheck = {
  id: 'hostProbesAndHostLifecycle',
  title: 'Hosts in probes and lifecycle hooks',
  level: 'baseline',
  versions: [{ since: since(34), judge }],
};

function judge(pod: PodView): Objection {
  const bad = pod.containers.filter((container) => hostsOf(container).length > 0);
  if (bad.length === 0) return undefined;
  const fields = bad.flatMap(hostsOf);
  const hosts = sorted(fields.map(({ value }) => String(value)));
  const names = sorted(bad.map(nameOf));
  return {
    reason: 'probe or lifecycle host',
    detail: [
      inflect(names.length, 'container', 'containers'),
      quoteAll(names),
      inflect(names.length, 'uses', 'use'),
      inflect(hosts.length, 'probe or lifecycle host', 'probe or lifecycle hosts'),
      quoteAll(hosts),
    ].join(' '),
    fields,
  };
}

function hostsOf({ path, spec }: ContainerView): OffendingField[] {
  const handlers: readonly (readonly [FieldPath, Handler | undefined])[] = [
    [['livenessProbe'], spec.livenessProbe],
    [['readinessProbe'], spec.readinessProbe],
    [['startupProbe'], spec.startupProbe],
    [['lifecycle', 'postStart'], spec.lifecycle?.postStart],
    [['lifecycle', 'preStop'], spec.lifecycle?.preStop],
  ];
  return handlers.flatMap(([at, handler]) =>
    (['httpGet', 'tcpSocket'] as const).flatMap((action) => {
      const host = handler?.[action]?.host;
      return host ? [{ path: [...path, ...at, action, 'host'], value: host }] : [];
    }),
  );
}
