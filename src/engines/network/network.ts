import { stringAt } from '../../core/index.ts';
import { parseCidr } from '../../kubernetes/index.ts';
import { type AddressSet, addressesOf, NO_ADDRESSES, uniteAddresses } from './addresses.ts';
import { type NetworkEntry, readEntries } from './entries.ts';
import { readForeign } from './foreign.ts';
import { indexObjects, type NetworkObject } from './objects.ts';
import { type NetworkNamespace, type NetworkPod, readNamespaces, readPods } from './pods.ts';
import { readPolicies } from './policies.ts';
import type { Policy } from './policy.ts';
import type { NetworkProblem } from './problem.ts';
import { type NetworkService, readServices } from './services.ts';

/** All that network policy is about in one cluster. */
export interface Network {
  readonly pods: readonly NetworkPod[];
  readonly namespaces: ReadonlyMap<string, NetworkNamespace>;
  /** Those that decide first stand first. */
  readonly policies: readonly Policy[];
  readonly services: readonly NetworkService[];
  readonly entries: readonly NetworkEntry[];
  readonly problems: readonly NetworkProblem[];
  /** Where pods of unknown address may be. */
  readonly podRanges: AddressSet;
}

export interface NetworkOptions {
  /** Where objects go that name no namespace; `default` by default. */
  readonly defaultNamespace?: string;
  /** The ranges that pods get their addresses from, as `--cluster-cidr` says; by default the private ranges. */
  readonly podRanges?: readonly string[];
}

/** IPv4 of RFC 1918 and RFC 6598. Pods have global IPv6 addresses on several clouds. */
const PRIVATE_RANGES = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/7', '2000::/3'];

export function readNetwork(objects: readonly NetworkObject[], options: NetworkOptions = {}): Network {
  const { defaultNamespace = 'default', podRanges = PRIVATE_RANGES } = options;
  const index = indexObjects(objects, defaultNamespace);
  const pods = readPods(index, defaultNamespace);
  const { policies, problems } = readPolicies(index, defaultNamespace);
  const services = readServices(index, pods, defaultNamespace);
  const { entries, problems: missing } = readEntries(index, services, defaultNamespace);
  const named = [...pods.map(({ namespace }) => namespace), ...policies.flatMap(({ namespace }) => namespace ?? [])];
  const ranges = podRanges.flatMap((text) => parseCidr(text) ?? []).map(addressesOf);
  return {
    pods,
    namespaces: readNamespaces(index, new Set(named)),
    policies,
    services,
    entries,
    problems: [...problems, ...missing, ...readForeign(index, pods, defaultNamespace), ...overriddenLabels(index.ofKind('', 'Namespace'))],
    podRanges: ranges.reduce(uniteAddresses, NO_ADDRESSES),
  };
}

/** The API server sets this label itself and refuses another value. */
function overriddenLabels(namespaces: readonly NetworkObject[]): NetworkProblem[] {
  const label = 'kubernetes.io/metadata.name';
  return namespaces.flatMap((object) => {
    const value = stringAt(object.value, 'metadata', 'labels', label);
    if (value === undefined || value === object.name) return [];
    const message = `the label ${label} of namespace ${object.name} is always ${object.name}, not ${value}`;
    return [{ code: 'overridden', object, path: ['metadata', 'labels', label], message }];
  });
}
