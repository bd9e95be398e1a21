import { listAt, stringAt } from '../../../core/index.ts';
import type { FlowEnd } from '../../../formats/index.ts';
import { parseAddress } from '../../../kubernetes/index.ts';
import { addressesKey, addressesOf, intersectAddresses, isEmptyAddresses } from '../addresses.ts';
import type { NetworkPod } from '../pods.ts';
import { isProtocol } from '../ports.ts';
import type { NetworkService } from '../services.ts';
import { blockAddresses, DNS_NAMESPACE, DNS_PORT, type NeedEnd, type NeedList, PUBLIC } from './need.ts';
import { type Lookup, type Remark, targetNumbers } from './plan.ts';

export interface ObservedFlow {
  readonly from: FlowEnd;
  readonly to: FlowEnd;
  readonly protocol: string;
  readonly port: number;
  /** Where it was first seen: `flows.jsonl:17`. */
  readonly place: string;
  readonly count: number;
}

/** Adds flows of a log, and returns what could not be told. */
export function addObservedNeeds(lookup: Lookup, needs: NeedList, flows: Iterable<ObservedFlow>): Remark[] {
  const unknown = new Map<string, number>();
  const find = createFinder(lookup);
  for (const { from, to, protocol, port, place, count } of flows) {
    // Traffic of the kubelet to its own pods is always let in.
    if (from.reserved === 'own-node' || !isProtocol(protocol)) continue;
    // Every pod may look names up already.
    if (port === DNS_PORT && to.namespace === DNS_NAMESPACE) continue;
    const sources = find.source(from);
    const targets = find.target(to, protocol, port);
    if (!sources || !targets) {
      const missing = sources ? to : from;
      const name = missing.pod ?? missing.workloads?.[0]?.name ?? missing.address ?? 'something without a name';
      const text = `${missing.namespace === undefined ? '' : `${missing.namespace}/`}${name} is in the log and not among the objects`;
      unknown.set(text, (unknown.get(text) ?? 0) + count);
      continue;
    }
    const found = `${count === 1 ? 'once' : `${count} times`}${to.address === undefined ? '' : `, to ${to.address}`}`;
    for (const source of sources) {
      for (const target of targets) {
        if (source.kind === 'addresses' && target.end.kind === 'addresses') continue;
        needs.add(source, target.end, protocol, target.port, { what: `seen in ${place}`, found });
      }
    }
  }
  return [...unknown].map(([text, count]) => `${text}, so nothing is opened for ${count === 1 ? 'its flow' : `its ${count} flows`}`);
}

interface Finder {
  source(end: FlowEnd): readonly NeedEnd[] | undefined;
  target(end: FlowEnd, protocol: string, port: number): readonly { readonly end: NeedEnd; readonly port: number }[] | undefined;
}

function createFinder(lookup: Lookup): Finder {
  const { network, endOf, apiServer, nodes } = lookup;
  const byAddress = new Map<string, NetworkPod>();
  for (const pod of network.pods) {
    const addresses =
      pod.object.kind === 'Pod'
        ? [stringAt(pod.object.value, 'status', 'podIP'), ...listAt(pod.object.value, 'status', 'podIPs').map((one) => stringAt(one, 'ip'))]
        : [];
    for (const text of addresses) if (text !== undefined && keyOf(text) !== undefined) byAddress.set(keyOf(text) ?? '', pod);
  }
  const byService = new Map<string, NetworkService>();
  for (const service of network.services) {
    const { value } = service.object;
    for (const text of [stringAt(value, 'spec', 'clusterIP'), ...listAt(value, 'spec', 'clusterIPs')]) {
      const key = typeof text === 'string' ? keyOf(text) : undefined;
      if (key !== undefined) byService.set(key, service);
    }
  }
  const byName = new Map(network.pods.map((pod) => [`${pod.namespace}/${pod.name}`, pod]));
  const byWorkload = Map.groupBy(network.pods, ({ namespace, workload }) => `${namespace}/${workload.name}`);

  const podsOf = ({ namespace, pod, workloads = [], labels, address }: FlowEnd): readonly NetworkPod[] => {
    if (namespace !== undefined) {
      const named = byName.get(`${namespace}/${pod}`);
      if (named) return [named];
      for (const { kind, name } of workloads) {
        const found = byWorkload.get(`${namespace}/${name}`)?.filter(({ workload }) => workload.kind === kind);
        if (found && found.length > 0) return found;
      }
      const alike = labels && lookup.groups.find((group) => group.namespace === namespace && isSelected(group.selector, labels));
      if (alike) return alike.pods;
      // The name of a pod starts with that of its workload.
      const own = network.pods.filter((one) => one.namespace === namespace && pod?.startsWith(`${one.workload.name}-`) === true);
      const longest = Math.max(0, ...own.map(({ workload }) => workload.name.length));
      return own.filter(({ workload }) => workload.name.length === longest);
    }
    const known = address === undefined ? undefined : byAddress.get(keyOf(address) ?? '');
    return known ? [known] : [];
  };
  const outside = ({ address, reserved, namespace }: FlowEnd): NeedEnd | undefined => {
    if (reserved === 'api-server') return apiServer;
    if (reserved === 'node') return nodes;
    if (reserved === 'ingress') return { kind: 'cluster' };
    const parsed = namespace === undefined && address !== undefined ? parseAddress(address) : undefined;
    if (!parsed) return reserved === 'world' ? PUBLIC : undefined;
    const set = addressesOf({ ...parsed, prefix: parsed.bits });
    if (PUBLIC.kind === 'addresses' && !isEmptyAddresses(intersectAddresses(set, blockAddresses(PUBLIC.blocks)))) return PUBLIC;
    return { kind: 'addresses', title: address ?? '', blocks: [{ cidr: `${address}/${parsed.bits}`, except: [] }] };
  };
  const ends = (pods: readonly NetworkPod[]): NeedEnd[] => [...new Map(pods.map((pod) => [endOf(pod), endOf(pod)])).values()];
  return {
    source: (end) => {
      const pods = podsOf(end);
      if (pods.length > 0) return ends(pods);
      const other = outside(end);
      // Whoever comes from the internet may come from elsewhere tomorrow, and may be seen as a node.
      return other && [other === PUBLIC ? { kind: 'everyone' } : other];
    },
    target: (end, protocol, port) => {
      const service = end.namespace === undefined && end.address !== undefined ? byService.get(keyOf(end.address) ?? '') : undefined;
      if (service?.namespace === 'default' && service.name === 'kubernetes') return [{ end: apiServer, port }];
      if (service) {
        const one = service.ports.find((candidate) => candidate.port === port && candidate.protocol === protocol);
        const found = one
          ? service.pods.flatMap((pod) => targetNumbers(one, pod).map((target) => ({ end: endOf(pod), port: target.port })))
          : [];
        return found.length > 0 ? found : undefined;
      }
      const pods = podsOf(end);
      if (pods.length > 0) return ends(pods).map((one) => ({ end: one, port }));
      const other = outside(end);
      return other && [{ end: other, port }];
    },
  };
}

function keyOf(text: string): string | undefined {
  const address = parseAddress(text);
  return address && addressesKey(addressesOf({ ...address, prefix: address.bits }));
}

function isSelected(
  { labels: wanted, absent }: { readonly labels: Readonly<Record<string, string>>; readonly absent: readonly string[] },
  labels: Readonly<Record<string, string>>,
): boolean {
  const pairs = Object.entries(wanted);
  return pairs.length > 0 && pairs.every(([key, value]) => labels[key] === value) && absent.every((key) => labels[key] === undefined);
}
