import { listAt, stringAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';

export const grantTooBroad: Check = defineCheck({
  id: 'gateway/grant-too-broad',
  title: 'ReferenceGrant for everything of a kind',
  severity: 'low',
  on: 'object',
  kinds: ['gateway.networking.k8s.io/ReferenceGrant'],
  why: 'Without a name the grant covers every object of the kind, those that come later too: all Services can be opened to the outside from the other namespace, and with Secrets every certificate key can be used there.',
  remedy: 'Set name in each entry of spec.to, and keep shared certificates in a namespace of their own.',
  standards: { nsa: ['namespaces'], owasp: ['K07', 'K08'], cks: ['cluster-setup'] },
  aliases: {},
  unseen: 'None of the published manifests that were looked at has a ReferenceGrant.',
  *evaluate({ object }) {
    const from = [...new Set(listAt(object.value, 'spec', 'from').map((entry) => stringAt(entry, 'namespace')))].filter(Boolean).join(', ');
    for (const [index, target] of listAt(object.value, 'spec', 'to').entries()) {
      const kind = stringAt(target, 'kind');
      if (kind === undefined || (stringAt(target, 'name') ?? '') !== '') continue;
      yield {
        path: ['spec', 'to', index],
        message: `every ${kind} may be used from ${from || 'elsewhere'}`,
        ...(kind === 'Secret' ? { severity: 'medium' as const } : {}),
      };
    }
  },
});
