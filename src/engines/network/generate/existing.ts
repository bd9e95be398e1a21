import { formatAddresses } from '../addresses.ts';
import { createConnectivity } from '../connectivity.ts';
import type { DifferenceEnd } from '../difference.ts';
import { difference } from '../difference.ts';
import { readNetwork } from '../network.ts';
import type { NetworkObject } from '../objects.ts';
import { formatPorts, isEmptyPorts } from '../ports.ts';
import type { Plan } from './plan.ts';
import { isPolicy } from './proof.ts';

export interface ExistingPolicies {
  /** NetworkPolicies that a written one of the same name replaces. */
  readonly replaced: readonly string[];
  /** NetworkPolicies that stay until somebody deletes them; what any of them allows is allowed. */
  readonly staying: readonly string[];
  /** What those that stay open besides the needed flows, and by which of them. */
  readonly opened: readonly { readonly from: string; readonly to: string; readonly ports: string; readonly by: readonly string[] }[];
  /** Policies of other kinds, which decide before NetworkPolicy or after it. */
  readonly others: readonly string[];
}

/** What is left of today's policies when the written ones are added to them. */
export function compareExisting(
  plan: Plan,
  objects: readonly NetworkObject[],
  policies: readonly NetworkObject[],
  podRanges?: readonly string[],
): ExistingPolicies {
  const { defaultNamespace } = plan.options;
  const nameOf = ({ kind, namespace = defaultNamespace, name }: NetworkObject): string => `${kind} ${namespace}/${name}`;
  const written = new Set(policies.map(nameOf));
  const present = objects.filter(isPolicy);
  const own = present.filter(({ kind }) => kind === 'NetworkPolicy');
  const staying = own.filter((object) => !written.has(nameOf(object)));
  const base = {
    replaced: own.filter((object) => written.has(nameOf(object))).map(nameOf),
    staying: staying.map(nameOf),
    others: present.filter(({ kind }) => kind !== 'NetworkPolicy').map(({ kind, name }) => `${kind} ${name}`),
  };
  if (staying.length === 0) return { ...base, opened: [] };
  const rest = objects.filter((object) => !isPolicy(object));
  const settings = { defaultNamespace, ...(podRanges ? { podRanges } : {}) };
  const alone = createConnectivity(readNetwork([...rest, ...policies], settings));
  const together = createConnectivity(readNetwork([...rest, ...staying, ...policies], settings));
  const result = difference(alone, together);
  const stays = new Set<NetworkObject>(staying);
  const opened = result.flows
    .filter((flow) => !isEmptyPorts(flow.opened))
    .map((flow) => {
      const { after } = result.explain(flow) ?? {};
      const grounds = [after?.egress, after?.ingress].flatMap((judgement) => judgement?.grounds ?? []);
      const matched = grounds.flatMap((ground) => (ground.kind === 'rules' ? ground.matches.map(({ rule }) => rule.policy.object) : []));
      const by = [...new Set(matched.filter((object) => stays.has(object)).map(nameOf))];
      return { from: nameOfEnd(flow.from), to: nameOfEnd(flow.to), ports: formatPorts(flow.opened), by };
    });
  return { ...base, opened };
}

function nameOfEnd(end: DifferenceEnd): string {
  if (end.kind === 'workload') return end.name;
  return end.kind === 'addresses' ? formatAddresses(end.addresses) : 'outside, through a Service or route';
}
