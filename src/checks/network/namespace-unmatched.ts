import type { Check } from '../define.ts';
import { definePolicyCheck, NETWORK_POLICY } from './define-policy-check.ts';
import { asksForNameOnly, mayBeSystem, unlabelledNamespace } from './elsewhere.ts';
import { POLICY_STANDARDS } from './policy-standards.ts';
import { selectionsIn } from './selections.ts';

export const namespaceUnmatched: Check = definePolicyCheck({
  id: 'network/namespace-unmatched',
  title: 'Rule for namespaces that do not exist',
  severity: 'low',
  kinds: NETWORK_POLICY,
  why: 'The rule opens nothing to those it was written for, and everything to whoever gives a namespace these labels later. Often the label was meant for pods, or nobody labelled the namespace.',
  remedy: 'Choose the namespace by kubernetes.io/metadata.name, which every namespace has, or put the label on the Namespace.',
  standards: POLICY_STANDARDS,
  aliases: {},
  *find(policy, network) {
    for (const { selection, path } of selectionsIn(policy)) {
      const { namespace } = selection;
      if (typeof namespace === 'string' || mayBeSystem(selection)) continue;
      const namespaces = [...network.network.namespaces.values()];
      if (namespaces.some(({ labels }) => namespace.matches(labels))) continue;
      const where = [...path, 'namespaceSelector'];
      const unlabelled = unlabelledNamespace(network);
      const isKept = namespaces.some(({ object }) => object !== undefined);
      if (!isKept || (unlabelled !== undefined && !asksForNameOnly(selection))) {
        yield { path: where, undecided: isKept ? `the labels of namespace ${unlabelled} were not scanned` : 'no Namespace was scanned' };
      } else yield { path: where, message: `no scanned namespace has ${namespace.words.join(' and ')}` };
    }
  },
});
