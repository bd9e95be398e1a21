import type { InventoryObject } from '../../../inventory/index.ts';
import { type AttackStep, defineStep, open } from '../../define-step.ts';
import { loginsBelow, type PlacedLogin } from '../logins.ts';

function leaksOf({ kind, group, value }: InventoryObject): PlacedLogin[] {
  const isSecret = group === '' && kind === 'Secret';
  const leaks = Object.entries(value).flatMap(([key, member]) => [...loginsBelow(member, [key], isSecret && key === 'data')]);
  return [...new Map(leaks.map((leak) => [leak.what, leak])).values()];
}

export const leakedCredential: AttackStep = defineStep({
  id: 'entry/leaked-credential',
  phase: 'entry',
  title: 'Use a credential that stands in a manifest',
  condition:
    'A manifest holds the token of a ServiceAccount, or a kubeconfig with a client certificate and its key, in plain text or in a Secret, and somebody else can read the file or its history.',
  mitre: ['T1552.001', 'T1078'],
  microsoft: ['MS-TA9003', 'MS-TA9027'],
  reference: 'https://attack.mitre.org/techniques/T1552/001/',
  effort: 2,
  *moves({ objects }) {
    for (const object of objects) {
      // In a cluster it lies where tokens lie; the step there is to read it.
      if (object.isFromCluster) continue;
      for (const { to, what, path } of leaksOf(object)) {
        yield {
          from: [{ kind: 'outside' }],
          to,
          says: `uses ${what} that stands in ${object.kind} ${object.name}`,
          premises: [open('somebody outside can read the file, and the credential is one of this cluster and still valid')],
          grounds: () => [{ text: what, object, path }],
        };
      }
    }
  },
});
