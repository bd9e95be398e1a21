import { type Direction, isEmptyPorts, type NetworkPod } from '../../engines/network/index.ts';
import { type Check, type CheckDefinition, defineCheck } from '../define.ts';
import { FRESH_POD } from './fresh-pod.ts';
import { networkOfWorld, type WorldNetwork } from './network-of-world.ts';

type Fields = Omit<CheckDefinition<'pod'>, 'on' | 'scope' | 'evaluate' | 'fix' | 'parameters'>;

interface IsolationCheck extends Fields {
  readonly direction: Direction;
}

/** A check for pods that no policy closes where policies close most others of the namespace: somebody forgot these. */
export function defineIsolationCheck({ direction, ...rest }: IsolationCheck): Check {
  return defineCheck({
    ...rest,
    on: 'pod',
    scope: 'world',
    *evaluate({ pod: view }, { world }) {
      const network = networkOfWorld(world);
      const pod = network.podOf(view);
      if (!pod || pod.hostNetwork || network.isolating(pod, direction).length > 0) return;
      const { pods, closed } = network.closedIn(pod.namespace, direction);
      // Where most are open, the namespace answers for all of them.
      if (closed * 2 < pods || !isOpen(pod, direction, network)) return;
      const path = [...view.metadataPath, 'labels'];
      const question = network.openQuestion(pod);
      if (question !== undefined) {
        yield { path, undecided: question };
        return;
      }
      const does = direction === 'ingress' ? 'takes connections from everybody' : 'may connect to anything';
      const share = `${closed} of the ${pods} workloads of its namespace`;
      yield { path, message: `no policy selects the pod for ${direction}, so it ${does}; policies close ${share}` };
    },
  });
}

/** Policies of the whole cluster may close what no NetworkPolicy selects. */
function isOpen(pod: NetworkPod, direction: Direction, { connectivity }: WorldNetwork): boolean {
  const end = { kind: 'pod', pod } as const;
  if (direction === 'ingress') return !isEmptyPorts(connectivity.allowed(FRESH_POD, end).certain);
  return connectivity.external(pod, 'egress').some(({ reach }) => !isEmptyPorts(reach.certain));
}
