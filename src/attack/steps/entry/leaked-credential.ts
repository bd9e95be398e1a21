import { isRecord } from '../../../core/index.ts';
import { type Subject, splitServiceAccountName } from '../../../engines/rbac/index.ts';
import type { InventoryObject } from '../../../inventory/index.ts';
import { type AttackStep, defineStep, open } from '../../define-step.ts';

const JWT = /eyJ[A-Za-z0-9_-]{8,}\.(eyJ[A-Za-z0-9_-]{8,})\.[A-Za-z0-9_-]{16,}/g;

/** The subject of a service account's token, read without checking its signature; the token itself goes nowhere. */
function subjectOf(payload: string): Subject | undefined {
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    const name = isRecord(claims) && typeof claims['sub'] === 'string' ? claims['sub'] : '';
    const account = splitServiceAccountName(name);
    return account && { kind: 'ServiceAccount', ...account };
  } catch {
    return undefined;
  }
}

interface Leak {
  readonly subject: Subject;
  readonly path: readonly (string | number)[];
}

function* leaksIn(value: unknown, path: readonly (string | number)[], isEncoded: boolean): Generator<Leak> {
  if (typeof value === 'string') {
    const text = isEncoded ? Buffer.from(value, 'base64').toString('utf8') : value;
    for (const [, payload = ''] of text.matchAll(JWT)) {
      const subject = subjectOf(payload);
      if (subject) yield { subject, path };
    }
    return;
  }
  const members = Array.isArray(value) ? value.entries() : isRecord(value) ? Object.entries(value) : [];
  for (const [key, member] of members) yield* leaksIn(member, [...path, key], isEncoded);
}

function leaksOf({ kind, group, value }: InventoryObject): Leak[] {
  const isSecret = group === '' && kind === 'Secret';
  const leaks = Object.entries(value).flatMap(([key, member]) => [...leaksIn(member, [key], isSecret && key === 'data')]);
  return [...new Map(leaks.map((leak) => [`${leak.subject.namespace}/${leak.subject.name}`, leak])).values()];
}

export const leakedCredential: AttackStep = defineStep({
  id: 'entry/leaked-credential',
  phase: 'entry',
  title: 'Use a token that stands in a manifest',
  condition:
    'A manifest holds the token of a ServiceAccount in plain text or in a Secret, and somebody else can read the file or its history.',
  mitre: ['T1552.001', 'T1078'],
  microsoft: ['MS-TA9025'],
  reference: 'https://attack.mitre.org/techniques/T1552/001/',
  effort: 2,
  *moves({ objects }) {
    for (const object of objects) {
      // In a cluster it lies where tokens lie; the step there is to read it.
      if (object.isFromCluster) continue;
      for (const { subject, path } of leaksOf(object)) {
        yield {
          from: [{ kind: 'outside' }],
          to: { kind: 'subject', subject },
          says: `uses the token of ServiceAccount ${subject.namespace}/${subject.name} that stands in ${object.kind} ${object.name}`,
          premises: [open('somebody outside can read the file, and the token is still valid')],
          grounds: () => [{ text: `a token of ServiceAccount ${subject.namespace}/${subject.name}`, object, path }],
        };
      }
    }
  },
});
