import { type Decision, decideFlow } from './decide.ts';
import type { Endpoint } from './endpoint.ts';
import type { Engine } from './engine.ts';
import type { Ground, Judgement } from './judge.ts';
import type { NetworkPod } from './pods.ts';
import { type Policy, type PolicyRule, TIERS } from './policy.ts';
import { LAST_PORT, NO_PORTS, type PortSet, PROTOCOLS, portRange, unitePorts } from './ports.ts';

/** Ports of a flow that get the same answer for the same reasons; `decision` is that of one of them. */
export interface Explanation {
  readonly ports: PortSet;
  readonly decision: Decision;
}

/** All ports of a flow, split by what decides about them; those with the lowest port first. */
export function explainFlow(engine: Engine, from: Endpoint, to: Endpoint): Explanation[] {
  const own = [from, to].flatMap((end) => rulesAbout(engine, end));
  const cuts = cutsOf(engine, own, [from, to]);
  const result = new Map<string, { ports: PortSet; readonly decision: Decision }>();
  for (const protocol of PROTOCOLS) {
    for (const [at, first] of cuts.slice(0, -1).entries()) {
      const decision = decideFlow(engine, from, to, protocol, first);
      const key = keyOf(decision);
      const known = result.get(key) ?? { ports: NO_PORTS, decision };
      known.ports = unitePorts(known.ports, portRange(protocol, first, (cuts[at + 1] as number) - 1));
      result.set(key, known);
    }
  }
  return [...result.values()];
}

function rulesAbout({ classes, profiles }: Engine, endpoint: Endpoint): PolicyRule[] {
  const podsOfMany: readonly NetworkPod[] = endpoint.kind === 'pods' ? endpoint.pods : [];
  const pods = endpoint.kind === 'pod' ? [endpoint.pod] : podsOfMany;
  const parts = [...new Set(pods.map((pod) => classes.of(pod)))].flatMap((podClass) =>
    (['egress', 'ingress'] as const).flatMap((direction) => TIERS.map((tier) => profiles.of(podClass, direction).parts[tier])),
  );
  return parts.flatMap(({ selecting }) => selecting.flatMap(({ policy }) => policy.rules));
}

/** Where rules begin and cease to name a port, in order, both ends included; a name stands for its ports on any pod. */
export function cutsOf({ network }: Engine, rules: readonly PolicyRule[], ends: readonly Endpoint[]): number[] {
  const matches = [...new Set(rules)].flatMap(({ ports }) => (ports === 'all' ? [] : ports));
  const names = new Set(matches.flatMap((match) => (match.kind === 'named' ? match.name : [])));
  const imagined = ends.flatMap((end) => (end.kind === 'imagined' ? end.pod : []));
  const named = names.size === 0 ? [] : [...network.pods, ...imagined].flatMap(({ ports }) => ports.filter(({ name }) => names.has(name)));
  const cuts = [
    ...matches.flatMap((match) => (match.kind === 'range' ? [match.first, match.last + 1] : [])),
    ...named.flatMap(({ port }) => [port, port + 1]),
  ];
  return [...new Set([1, LAST_PORT + 1, ...cuts])].sort((a, b) => a - b);
}

function keyOf({ verdict, doubts, egress, ingress }: Decision): string {
  return JSON.stringify([verdict, doubts, judgementKey(egress), judgementKey(ingress)]);
}

/** The same for equal answers with equal reasons. */
export function judgementKey(judgement: Judgement | undefined): unknown {
  const passed = judgement?.passed.map(({ rule }) => ruleKey(rule));
  return [judgement?.verdict, passed, judgement?.grounds.map(groundKey)];
}

function groundKey(ground: Ground): unknown {
  if (ground.kind === 'isolation') return [ground.kind, ...ground.policies.map(policyKey)];
  return ground.kind === 'rules' ? [ground.tier, ...ground.matches.map(({ rule, doubt }) => [ruleKey(rule), doubt])] : ground.kind;
}

function ruleKey({ policy, direction, index }: PolicyRule): string {
  return `${policyKey(policy)} ${direction} ${index}`;
}

function policyKey({ kind, namespace, name }: Policy): string {
  return `${kind} ${namespace ?? ''}/${name}`;
}
