// Source of truth: https://github.com/kubernetes/pod-security-admission/blob/v0.37.2/policy/check_hostPorts.go
import type { ContainerView, PodView } from '../../kubernetes/index.ts';
import { inflect, nameContainers, type Objection, type OffendingField, type PodSecurityCheck, since, sorted } from './check.ts';

/** No container takes a port of the node. */
export const HOST_PORTS: PodSecurityCheck = {
  id: 'hostPorts',
  title: 'Host ports',
  level: 'baseline',
  versions: [{ since: since(0), judge }],
};

function judge(pod: PodView): Objection {
  const bad = pod.containers.filter((container) => portsOf(pod, container).length > 0);
  if (bad.length === 0) return undefined;
  const fields = bad.flatMap((container) => portsOf(pod, container));
  const ports = sorted(fields.map(({ value }) => String(value)));
  return {
    reason: 'hostPort',
    detail: `${nameContainers(bad)} ${inflect(bad.length, 'uses', 'use')} ${inflect(ports.length, 'hostPort', 'hostPorts')} ${ports.join(', ')}`,
    fields,
  };
}

/** On the network of the node every port is one of the node: the API server fills hostPort in before any admission plugin sees it. */
function portsOf(pod: PodView, container: ContainerView): OffendingField[] {
  return (container.spec.ports ?? []).flatMap(({ hostPort = 0, containerPort = 0 }, index) => {
    const port = hostPort === 0 && pod.spec.hostNetwork === true ? containerPort : hostPort;
    return port === 0 ? [] : [{ path: [...container.path, 'ports', index, 'hostPort'], value: port }];
  });
}
