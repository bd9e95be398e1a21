import { compareText } from '../../../core/index.ts';
import type { Direction } from '../policy.ts';
import { PROTOCOLS, type Protocol } from '../ports.ts';
import { endKey, endName, type Need, type NeedEnd, type Reason } from './need.ts';
import type { Plan } from './plan.ts';
import type { PolicyGroup } from './policy-groups.ts';

export interface PlannedPort {
  readonly protocol: Protocol;
  readonly port: number;
}

/** A rule to write: peers that may use the same ports, each with its reasons; `everyone` says that the rule names no peer. */
export interface PlannedRule {
  readonly everyone?: readonly Reason[];
  readonly peers: readonly { readonly end: NeedEnd; readonly reasons: readonly Reason[] }[];
  readonly ports: readonly PlannedPort[];
}

export interface PlannedPolicy {
  readonly group: PolicyGroup;
  readonly rules: Readonly<Record<Direction, readonly PlannedRule[]>>;
}

/** One policy for each governed group that needs a flow. */
export function planPolicies({ groups, governed, needs }: Plan): PlannedPolicy[] {
  const byGroup = { ingress: new Map<PolicyGroup, Need[]>(), egress: new Map<PolicyGroup, Need[]>() };
  for (const need of needs) {
    if (need.to.kind === 'group') put(byGroup.ingress, need.to.group, need);
    if (need.from.kind === 'group') put(byGroup.egress, need.from.group, need);
  }
  return groups
    .filter(({ namespace }) => governed.has(namespace))
    .map((group) => ({
      group,
      rules: {
        ingress: planRules(byGroup.ingress.get(group) ?? [], ({ from }) => from),
        egress: planRules(byGroup.egress.get(group) ?? [], ({ to }) => to),
      },
    }))
    .filter(({ rules }) => rules.ingress.length + rules.egress.length > 0);
}

function put(map: Map<PolicyGroup, Need[]>, group: PolicyGroup, need: Need): void {
  const list = map.get(group);
  if (list) list.push(need);
  else map.set(group, [need]);
}

const portKey = ({ protocol, port }: PlannedPort): string => `${protocol} ${port}`;

function planRules(needs: readonly Need[], peerOf: (need: Need) => NeedEnd): PlannedRule[] {
  const open = needs.filter((need) => peerOf(need).kind === 'everyone');
  const openPorts = new Set(open.map(portKey));
  const rest = needs.filter((need) => peerOf(need).kind !== 'everyone' && !openPorts.has(portKey(need)));
  const rules: PlannedRule[] = [];
  if (open.length > 0) {
    // Who else needs a port that is open to everybody is said, and needs no rule.
    const also = needs.filter((need) => peerOf(need).kind !== 'everyone' && openPorts.has(portKey(need)));
    const reasons = [...open, ...also].flatMap((need) => need.reasons);
    rules.push({ everyone: unique(reasons), peers: [], ports: sortPorts(open) });
  }
  const peers = [...Map.groupBy(rest, (need) => endKey(peerOf(need))).values()].map((own) => ({
    end: peerOf(own[0] as Need),
    reasons: unique(own.flatMap(({ reasons }) => reasons)),
    ports: sortPorts(own),
  }));
  peers.sort((a, b) => compareText(endName(a.end), endName(b.end)));
  for (const together of Map.groupBy(peers, ({ ports }) => ports.map(portKey).join()).values())
    rules.push({ peers: together, ports: together[0]?.ports ?? [] });
  return rules;
}

function unique(reasons: readonly Reason[]): Reason[] {
  return [...new Map(reasons.map((reason) => [`${reason.what} ${reason.found}`, reason])).values()];
}

function sortPorts(ports: readonly PlannedPort[]): PlannedPort[] {
  const all = new Map(ports.map(({ protocol, port }) => [`${protocol} ${port}`, { protocol, port }]));
  return [...all.values()].sort((a, b) => PROTOCOLS.indexOf(a.protocol) - PROTOCOLS.indexOf(b.protocol) || a.port - b.port);
}
