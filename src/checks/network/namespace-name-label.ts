import { type Check, defineCheck } from '../define.ts';
import { removeField } from '../fixes.ts';
import { networkOfWorld } from './network-of-world.ts';
import { POLICY_STANDARDS } from './policy-standards.ts';

export const namespaceNameLabel: Check = defineCheck({
  id: 'network/namespace-name-label',
  title: 'Namespace that claims another name in its labels',
  severity: 'medium',
  on: 'object',
  kinds: ['/Namespace'],
  why: 'Kubernetes sets kubernetes.io/metadata.name to the name of the namespace and takes no other value. Policies that were written for this value let in the namespace of that name instead, today or when somebody makes it.',
  remedy: 'Remove the label; let policies choose the namespace by its name, or by a label of your own.',
  standards: POLICY_STANDARDS,
  aliases: {},
  unseen: 'The API server takes no such label, so it is not published.',
  scope: 'world',
  fix: removeField('nothing: the API server takes no other value'),
  *evaluate({ object }, { world }) {
    for (const { code, path, message } of networkOfWorld(world).problemsOf(object)) {
      if (code === 'overridden') yield { path, message };
    }
  },
});
