import { didYouMean } from '../../core/index.ts';
import type { Check } from '../define.ts';
import { SYSTEM_NAMESPACES } from '../namespaces.ts';
import { definePolicyCheck, NETWORK_POLICY } from './define-policy-check.ts';
import { POLICY_STANDARDS } from './policy-standards.ts';

export const unknownNamespace: Check = definePolicyCheck({
  id: 'network/unknown-namespace',
  title: 'Policy for a namespace that does not exist',
  severity: 'low',
  kinds: NETWORK_POLICY,
  why: 'A policy is for pods of its own namespace alone. In a namespace nobody has it protects nothing, and the pods it was written for are without it.',
  remedy: 'Set metadata.namespace to the namespace of the pods, or remove the policy.',
  standards: POLICY_STANDARDS,
  aliases: {},
  unseen: 'The published manifests that were looked at name their namespaces right, or not at all.',
  *find({ object }, { network, podsIn }) {
    const { namespace } = object;
    if (namespace === undefined || namespace === 'default' || SYSTEM_NAMESPACES.has(namespace) || podsIn(namespace).length > 0) return;
    const declared = [...network.namespaces.values()].filter((one) => one.object !== undefined).map(({ name }) => name);
    // Where no Namespace is kept, they are made by other means.
    if (declared.length === 0 || declared.includes(namespace)) return;
    const nearest = didYouMean(namespace, declared);
    yield {
      path: ['metadata', 'namespace'],
      message: `there is no Namespace ${namespace}, and no pod in it${nearest === undefined ? '' : `; did you mean ${nearest}?`}`,
    };
  },
});
