import { isRecord, recordAt, stringAt, valueAt } from '../../core/index.ts';
import { selects } from '../../kubernetes/index.ts';
import type { NetworkObject, ObjectIndex } from './objects.ts';
import type { NetworkPod } from './pods.ts';
import type { NetworkProblem } from './problem.ts';

/** Which pods an object of another project is about; `undefined` where this engine cannot tell. */
type Choose = (object: NetworkObject, pods: readonly NetworkPod[], namespace: string) => readonly NetworkPod[] | undefined;

interface Foreign {
  readonly group: string;
  readonly kinds: readonly string[];
  readonly choose: Choose;
}

const unknown: Choose = () => undefined;

/** A label selector at one of these places, for pods of the namespace; none there means all of them. */
function chosenBy(paths: readonly (readonly string[])[], scope: 'namespace' | 'cluster'): Choose {
  return ({ value }, pods, namespace) => {
    const own = scope === 'cluster' ? pods : pods.filter((pod) => pod.namespace === namespace);
    const selector = paths.map((path) => valueAt(value, path)).find(isRecord);
    return selector ? own.filter(({ labels }) => selects(selector, labels)) : own;
  };
}

/** Labels of Cilium may carry the source they come from: https://docs.cilium.io/en/stable/gettingstarted/terminology/#label-source */
const chosenByCilium: Choose = (object, pods, namespace) => {
  const own = object.namespace === undefined ? pods : pods.filter((pod) => pod.namespace === namespace);
  if (isRecord(valueAt(object.value, ['specs'])) || valueAt(object.value, ['spec', 'endpointSelector', 'matchExpressions'])) return own;
  const pairs = Object.entries(recordAt(object.value, 'spec', 'endpointSelector', 'matchLabels'));
  const bare = (key: string): string => key.replace(/^(?:k8s|any):/, '');
  return own.filter(({ labels }) => pairs.every(([key, label]) => key.includes('io.') || labels[bare(key)] === label));
};

/** What else decides about traffic. Selectors of Calico are a language of their own: https://docs.tigera.io/calico/latest/reference/resources/networkpolicy */
const FOREIGN: readonly Foreign[] = [
  { group: 'cilium.io', kinds: ['CiliumNetworkPolicy'], choose: chosenByCilium },
  { group: 'cilium.io', kinds: ['CiliumClusterwideNetworkPolicy'], choose: chosenByCilium },
  ...['crd.projectcalico.org', 'projectcalico.org'].map((group): Foreign => {
    return {
      group,
      kinds: ['NetworkPolicy', 'GlobalNetworkPolicy', 'StagedNetworkPolicy', 'StagedGlobalNetworkPolicy'],
      choose: chosenByCalico,
    };
  }),
  { group: 'crd.antrea.io', kinds: ['NetworkPolicy', 'ClusterNetworkPolicy'], choose: unknown },
  { group: 'k8s.ovn.org', kinds: ['EgressFirewall'], choose: chosenBy([], 'namespace') },
  { group: 'k8s.ovn.org', kinds: ['UserDefinedNetwork'], choose: chosenBy([], 'namespace') },
  { group: 'k8s.ovn.org', kinds: ['ClusterUserDefinedNetwork'], choose: unknown },
  { group: 'k8s.cni.cncf.io', kinds: ['MultiNetworkPolicy'], choose: chosenBy([['spec', 'podSelector']], 'namespace') },
  { group: 'k8s.cni.cncf.io', kinds: ['NetworkAttachmentDefinition'], choose: unknown },
  { group: 'security.istio.io', kinds: ['AuthorizationPolicy'], choose: chosenBy([['spec', 'selector']], 'namespace') },
  {
    group: 'policy.linkerd.io',
    kinds: ['AuthorizationPolicy', 'ServerAuthorization', 'Server'],
    choose: chosenBy([['spec', 'podSelector']], 'namespace'),
  },
  { group: 'kubevirt.io', kinds: ['VirtualMachine', 'VirtualMachineInstance'], choose: chosenByName },
];

function chosenByCalico(object: NetworkObject, pods: readonly NetworkPod[], namespace: string): readonly NetworkPod[] | undefined {
  const own = object.kind.includes('Global') ? pods : pods.filter((pod) => pod.namespace === namespace);
  const selector = stringAt(object.value, 'spec', 'selector') ?? '';
  return selector === '' || selector === 'all()' ? own : undefined;
}

/** Which networks a virtual machine has is not read; its launcher pod is judged as a pod. */
function chosenByName(object: NetworkObject, pods: readonly NetworkPod[]): readonly NetworkPod[] {
  return pods.filter((pod) => pod.object === object);
}

/** Names what this engine does not evaluate, with the pods that it could be about. */
export function readForeign(index: ObjectIndex, pods: readonly NetworkPod[], defaultNamespace: string): NetworkProblem[] {
  return FOREIGN.flatMap(({ group, kinds, choose }) =>
    kinds.flatMap((kind) =>
      index.ofKind(group, kind).map((object): NetworkProblem => {
        const chosen = choose(object, pods, object.namespace ?? defaultNamespace);
        const message = `${kind} of ${group} is not evaluated`;
        const path = valueAt(object.value, ['spec']) === undefined ? [] : ['spec'];
        return { code: 'not-evaluated', object, path, message, ...(chosen ? { pods: chosen.map(({ id }) => id) } : {}) };
      }),
    ),
  );
}
