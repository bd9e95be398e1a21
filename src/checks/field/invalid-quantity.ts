import { type FieldPath, recordAt } from '../../core/index.ts';
import { type Check, defineCheck, type Violation } from '../define.ts';
import { parseQuantity } from './quantity.ts';

/** Where kinds other than pods keep amounts. */
const AMOUNTS: Readonly<Record<string, readonly FieldPath[]>> = {
  '/PersistentVolume': [['spec', 'capacity']],
  '/PersistentVolumeClaim': [
    ['spec', 'resources', 'requests'],
    ['spec', 'resources', 'limits'],
  ],
  '/ResourceQuota': [['spec', 'hard']],
};

/** Units that people write and Kubernetes does not know. */
const UNITS: readonly (readonly [RegExp, string])[] = [
  [/^[\d.]+ *([KMGTP])i?B$/i, 'write Mi or Gi, without the B'],
  [/^[\d.]+ *(?:k|ki)$/i, 'write Ki, or a small k'],
  [/^[\d.]+ *[mgtp]i?$/, 'units of memory have capitals: Mi, Gi'],
  [/^[\d.]+ *(?:cores?|cpus?|vcpus?)$/i, 'write the number alone'],
  [/^[\d.]+ +\S+$/, 'write it without a space'],
];

function* wrongAmounts(map: Readonly<Record<string, unknown>>, path: FieldPath): Generator<Violation> {
  for (const [name, value] of Object.entries(map)) {
    if (typeof value !== 'string' && typeof value !== 'number') continue;
    const text = String(value);
    const amount = parseQuantity(text);
    const hint = UNITS.find(([pattern]) => pattern.test(text))?.[1];
    const field = `${String(path.at(-1))}.${name}`;
    if (amount === undefined) yield { path: [...path, name], message: `${field} cannot be "${text}"${hint ? `; ${hint}` : ''}` };
    else if (amount < 0) yield { path: [...path, name], message: `${field} is ${text}, and cannot be below zero` };
  }
}

export const invalidQuantity: Check = defineCheck({
  id: 'field/invalid-quantity',
  title: 'Amount of a resource that Kubernetes refuses',
  severity: 'medium',
  on: 'object',
  kinds: ['*'],
  why: 'The API server refuses an amount it cannot read, and a request above its limit; a container whose limit was meant that way does not run at all.',
  remedy: 'Write amounts like 250m or 1.5 for CPU and 512Mi or 2Gi for memory, and requests no greater than limits.',
  standards: { owasp: ['K01'], cks: ['microservice-vulnerabilities'] },
  aliases: {},
  unseen: 'Manifests that are published work, so their amounts are right.',
  *evaluate({ object }) {
    for (const path of AMOUNTS[`${object.group}/${object.kind}`] ?? []) yield* wrongAmounts(recordAt(object.value, ...path), path);
    for (const pod of object.pods) {
      for (const { name: container, path, spec } of pod.containers) {
        const { requests = {}, limits = {} } = spec.resources ?? {};
        yield* wrongAmounts(requests, [...path, 'resources', 'requests']);
        yield* wrongAmounts(limits, [...path, 'resources', 'limits']);
        for (const [name, request] of Object.entries(requests)) {
          const limit = limits[name];
          const [wanted, allowed] = [parseQuantity(String(request)), limit === undefined ? undefined : parseQuantity(String(limit))];
          if (wanted !== undefined && allowed !== undefined && wanted > allowed)
            yield {
              path: [...path, 'resources', 'requests', name],
              message: `container ${container} requests ${request} of ${name}, above its limit of ${limit}`,
            };
        }
      }
      for (const [index, { emptyDir }] of (pod.spec.volumes ?? []).entries()) {
        if (emptyDir?.sizeLimit === undefined) continue;
        yield* wrongAmounts({ sizeLimit: emptyDir.sizeLimit }, [...pod.path, 'volumes', index, 'emptyDir']);
      }
    }
  },
});
