import type { Network } from '../network.ts';
import type { NetworkObject } from '../objects.ts';
import { addDeclaredNeeds } from './declared-needs.ts';
import { createNeedList, DNS_PORT, type Need, type NeedEnd, PUBLIC } from './need.ts';
import { addObservedNeeds, type ObservedFlow } from './observed-needs.ts';
import { createLookup, type GenerateOptions, governedNamespaces, type Lookup, type Plan, type Remark } from './plan.ts';

export interface NeedSources {
  /** Whether the flows that manifests declare are needed. */
  readonly isDeclared: boolean;
  /** Flows of a log. */
  readonly observed?: Iterable<ObservedFlow>;
}

/** Finds which flows a cluster needs. `objects` are those the network was read from. */
export function planFlows(network: Network, objects: readonly NetworkObject[], sources: NeedSources, options: GenerateOptions): Plan {
  const lookup = createLookup(network, objects, options);
  const needs = createNeedList();
  const governed = governedNamespaces(lookup);
  const remarks: Remark[] = [
    ...(sources.isDeclared ? addDeclaredNeeds(lookup, needs) : []),
    ...(sources.observed ? addObservedNeeds(lookup, needs, sources.observed) : []),
    ...ungoverned(lookup, governed),
  ];
  for (const name of governed) {
    const from: NeedEnd = { kind: 'namespace', name };
    for (const protocol of ['UDP', 'TCP'] as const) needs.add(from, { kind: 'dns' }, protocol, DNS_PORT, { what: 'names are looked up' });
  }
  // Whoever looks names up must get in where the DNS itself is governed.
  for (const group of lookup.groups) {
    const isDns =
      governed.has(group.namespace) &&
      group.namespace === 'kube-system' &&
      group.pods.some(({ labels }) => labels['k8s-app'] === 'kube-dns');
    if (!isDns) continue;
    const to: NeedEnd = { kind: 'group', group };
    for (const protocol of ['UDP', 'TCP'] as const)
      needs.add({ kind: 'cluster' }, to, protocol, DNS_PORT, { what: 'it answers for the cluster' });
    for (const protocol of ['UDP', 'TCP'] as const) needs.add(to, PUBLIC, protocol, DNS_PORT, { what: 'it asks the servers outside' });
  }
  const kept = needs.list().filter(({ from, to }) => isIn(from, governed) || isIn(to, governed));
  return { network, options, groups: lookup.groups, governed, needs: kept, remarks: [...remarks, ...unreached(network, governed, kept)] };
}

function isIn(end: NeedEnd, governed: ReadonlySet<string>): boolean {
  if (end.kind === 'namespace') return governed.has(end.name);
  return end.kind === 'group' && governed.has(end.group.namespace);
}

function ungoverned({ network }: Lookup, governed: ReadonlySet<string>): Remark[] {
  const onHost = network.pods.filter(({ hostNetwork, namespace }) => hostNetwork && governed.has(namespace));
  const names = [...new Set(onHost.map(({ namespace, workload: { kind, name } }) => `${kind} ${namespace}/${name}`))];
  return names.map((name) => `${name} uses the network of its node, which NetworkPolicy does not govern`);
}

const NAMES_SHOWN = 12;

/** Services that no needed flow leads to. Programs know some of their peers without being told, and nothing in a manifest shows that. */
function unreached({ services }: Network, governed: ReadonlySet<string>, needs: readonly Need[]): Remark[] {
  const reached = new Set(needs.flatMap(({ to }) => (to.kind === 'group' ? to.group.pods.map(({ id }) => id) : [])));
  const lonely = services.filter(({ namespace, pods }) => {
    const own = pods.filter(({ hostNetwork }) => !hostNetwork);
    return governed.has(namespace) && own.length > 0 && !own.some(({ id }) => reached.has(id));
  });
  if (lonely.length === 0) return [];
  const shown = lonely.slice(0, NAMES_SHOWN).map(({ namespace, name }) => `${namespace}/${name}`);
  const names = `${shown.join(', ')}${lonely.length > shown.length ? ` and ${lonely.length - shown.length} more` : ''}`;
  return [
    `nothing is known to call ${lonely.length === 1 ? 'Service' : 'the Services'} ${names}, so nobody may; programs know some peers without being told, so look at a log (--observed) first`,
  ];
}
