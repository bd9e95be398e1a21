import type { Evidence } from '../../core/index.ts';
import type { NetworkPod, Policy, PolicyRule } from '../../engines/network/index.ts';
import { listWords } from '../rbac/words.ts';
import type { WorldNetwork } from './network-of-world.ts';

/** `Deployment shop/web`, without the namespace where the manifest leaves it open. */
export function namePod({ workload: { kind, namespace, name }, object }: NetworkPod): string {
  return `${kind} ${object.namespace === undefined ? '' : `${namespace}/`}${name}`;
}

/** Beyond this nobody wants to know the number. */
const MOST_NAMES = 100;

/** Several pods in a message, in the order of the objects; those of one workload once. */
export function namePods(pods: Iterable<NetworkPod>): string {
  const names = new Set<string>();
  for (const pod of pods) {
    names.add(namePod(pod));
    if (names.size > MOST_NAMES) return `${[...names].slice(0, 3).join(', ')} and more than ${MOST_NAMES - 3} others`;
  }
  return listWords([...names]);
}

export function namePolicy({ kind, name, object }: Policy): string {
  return `${kind} ${object.namespace === undefined ? '' : `${object.namespace}/`}${name}`;
}

/** `ingress[0] of NetworkPolicy shop/web`. */
export function nameRule({ policy, direction, index }: PolicyRule): string {
  return `${direction}[${index}] of ${namePolicy(policy)}`;
}

/** Rules that a verdict rests on, each once. */
export function ruleEvidence(rules: readonly PolicyRule[], network: WorldNetwork): Evidence[] {
  return [...new Set(rules)].map((rule) => {
    const place = network.placeOf(rule.policy.object, rule.path);
    return { kind: 'object', reference: nameRule(rule), ...(place ? { place } : {}) };
  });
}
