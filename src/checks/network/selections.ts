import type { FieldPath } from '../../core/index.ts';
import type { PodSelection, Policy, PolicyRule } from '../../engines/network/index.ts';

/** A peer of a rule that chooses pods by labels. */
export interface PeerSelection {
  readonly rule: PolicyRule;
  readonly path: FieldPath;
  readonly selection: PodSelection;
}

export function selectionsIn(policy: Policy): PeerSelection[] {
  return policy.rules.flatMap((rule) => {
    if (rule.peers === 'all') return [];
    const list = [...rule.path, rule.direction === 'ingress' ? 'from' : 'to'];
    return rule.peers.flatMap((peer, at) => (peer.kind === 'pods' ? [{ rule, path: [...list, at], selection: peer.pods }] : []));
  });
}
