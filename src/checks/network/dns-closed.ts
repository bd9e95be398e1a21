import { type Endpoint, hasPort, type NetworkPod, type PodClass, type Policy, type PolicyRule } from '../../engines/network/index.ts';
import type { Check } from '../define.ts';
import { makeFix } from '../fixes.ts';
import { numbersOf } from './covers.ts';
import { definePolicyCheck, NETWORK_POLICY } from './define-policy-check.ts';
import { namePods } from './names.ts';
import type { WorldNetwork } from './network-of-world.ts';
import { POLICY_STANDARDS } from './policy-standards.ts';

export const dnsClosed: Check = definePolicyCheck({
  id: 'network/dns-closed',
  title: 'Policy that opens connections and closes DNS',
  severity: 'low',
  kinds: NETWORK_POLICY,
  why: 'Services are found by their names, so what the rules open does not work without DNS. It is found out in operation, and then somebody allows all egress to make it work. Answers that do not fit into a UDP packet are asked for again over TCP.',
  remedy:
    'Add an egress rule to the pods k8s-app=kube-dns of namespace kube-system, or to those your cluster has for DNS, with port 53 for UDP and TCP.',
  standards: POLICY_STANDARDS,
  aliases: {},
  unseen: 'The published manifests that were looked at allow all egress, or restrict ingress alone.',
  *find(policy, network) {
    for (const [missing, pods] of podsWithout(policy, network)) {
      const question = pods.map((pod) => network.openQuestion(pod)).find((one) => one !== undefined);
      if (question !== undefined) yield { path: ['spec', 'egress'], undecided: question };
      else if (missing.length > 1)
        yield { path: ['spec', 'egress'], message: `${namePods(pods)} may connect to pods by rules, and to no DNS server to find them` };
      else
        yield {
          path: ['spec', 'egress'],
          message: `${namePods(pods)} may ask for names over ${missing[0] === 'TCP' ? 'UDP' : 'TCP'} and not over ${missing[0]}`,
          ...(missing[0] === 'TCP' ? { severity: 'info' as const } : {}),
        };
    }
  },
  fix(_, policy, network) {
    const [found] = podsWithout(policy, network);
    if (!found) return undefined;
    const value = {
      to: [
        {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
          podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
        },
      ],
      ports: found[0].map((protocol) => ({ port: 53, protocol })),
    };
    return makeFix([{ kind: 'add', path: ['spec', 'egress'], value }], 'nothing: it opens DNS', {});
  },
});

const PROTOCOLS = ['UDP', 'TCP'] as const;
type Missing = readonly (typeof PROTOCOLS)[number][];

/**
 * Pods that need names and cannot ask for them, by what they miss. The first policy that lets a pod connect to pods answers for it. One that
 * may connect to nothing, or to addresses alone, needs no names.
 */
function podsWithout(policy: Policy, network: WorldNetwork): Map<Missing, NetworkPod[]> {
  const found = new Map<string, [Missing, NetworkPod[]]>();
  if (!policy.isolates.includes('egress') || !usesNames(policy)) return new Map();
  const known = new Map<PodClass, Missing>();
  for (const pod of network.select(policy.subject)) {
    if (pod.hostNetwork || pod.view?.spec.dnsPolicy === 'None') continue;
    const closing = network.isolating(pod, 'egress');
    if (closing.find(usesNames) !== policy) continue;
    const podClass = network.connectivity.classOf(pod);
    const missing = known.get(podClass) ?? PROTOCOLS.filter((protocol) => !asks(pod, closing, protocol, network));
    known.set(podClass, missing);
    if (missing.length === 0) continue;
    const group = found.get(missing.join()) ?? [missing, []];
    group[1].push(pod);
    found.set(missing.join(), group);
  }
  return new Map(found.values());
}

function usesNames({ rules }: Policy): boolean {
  return rules.some(({ direction, peers }) => direction === 'egress' && (peers === 'all' || peers.some(({ kind }) => kind === 'pods')));
}

/** How the DNS of most clusters is labelled, and that of OpenShift: https://github.com/openshift/cluster-dns-operator */
const SERVERS: readonly { readonly end: Endpoint; readonly port: number }[] = [
  { end: server('kube-system', { 'k8s-app': 'kube-dns' }, 53), port: 53 },
  { end: server('openshift-dns', { 'dns.operator.openshift.io/daemonset-dns': 'default' }, 5353), port: 5353 },
];

function server(namespace: string, labels: Readonly<Record<string, string>>, port: number): Endpoint {
  const ports = [
    { name: 'dns', protocol: 'UDP', port },
    { name: 'dns-tcp', protocol: 'TCP', port },
  ] as const;
  return { kind: 'imagined', pod: { namespace, namespaceLabels: {}, labels, ports } };
}

/** Whether the pod may ask the DNS of the cluster, or one outside. A rule that names port 53 was written for a DNS that this is not told of. */
function asks(pod: NetworkPod, closing: readonly Policy[], protocol: 'UDP' | 'TCP', { connectivity }: WorldNetwork): boolean {
  const from = { kind: 'pod', pod } as const;
  return (
    closing.some(({ rules }) => rules.some((rule) => namesDns(rule, protocol))) ||
    SERVERS.some(({ end, port }) => hasPort(connectivity.allowed(from, end).possible, protocol, port)) ||
    connectivity.external(pod, 'egress').some(({ reach }) => hasPort(reach.possible, protocol, 53))
  );
}

function namesDns({ direction, ports }: PolicyRule, protocol: 'UDP' | 'TCP'): boolean {
  if (direction !== 'egress' || ports === 'all') return false;
  return (
    [53, 5353].some((port) => hasPort(numbersOf(ports), protocol, port)) ||
    ports.some((port) => port.kind === 'named' && port.protocol === protocol && port.name.startsWith('dns'))
  );
}
