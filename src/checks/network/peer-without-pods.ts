import type { Check } from '../define.ts';
import { definePolicyCheck, NETWORK_POLICY } from './define-policy-check.ts';
import { eitherOrs } from './either-or.ts';
import { mayChooseElsewhere } from './elsewhere.ts';
import { POLICY_STANDARDS } from './policy-standards.ts';
import { selectionsIn } from './selections.ts';

export const peerWithoutPods: Check = definePolicyCheck({
  id: 'network/peer-without-pods',
  title: 'Rule for pods that do not exist',
  severity: 'low',
  kinds: NETWORK_POLICY,
  why: 'Nothing that runs uses the rule, so it is left over or has a slip in a label. Whoever may start a pod with these labels gets what it opens.',
  remedy: 'Make the labels those of the pod templates it was written for, or remove the peer.',
  standards: POLICY_STANDARDS,
  aliases: {},
  unseen: 'The published manifests that were looked at come without the pods their rules are for.',
  *find(policy, network) {
    for (const { rule, selection, path } of selectionsIn(policy)) {
      if (selection.pods.selectsAll || network.select(selection).length > 0 || mayChooseElsewhere(selection, policy, network)) continue;
      // One dash too many has a check of its own, which says more.
      if (eitherOrs(rule, network).some(({ podsPath }) => podsPath.join() === path.join())) continue;
      const scope = typeof selection.namespace === 'string' ? 'the namespace' : 'these namespaces';
      yield { path: [...path, 'podSelector'], message: `no scanned pod of ${scope} has ${selection.pods.words.join(' and ')}` };
    }
  },
});
