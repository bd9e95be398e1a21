import { isRecord, valueAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { keyReferences } from '../pod-references.ts';

export const secretKey: Check = defineCheck({
  id: 'reference/secret-key',
  title: 'Key that a Secret or ConfigMap does not have',
  severity: 'medium',
  on: 'pod',
  why: 'The container does not start, or runs without a setting that it counts on.',
  remedy: 'Add the key, or correct its name.',
  standards: { owasp: ['K08'], cks: ['microservice-vulnerabilities'] },
  aliases: {},
  scope: 'world',
  unseen: 'The manifests that were looked at name existing keys.',
  *evaluate({ object, pod }, { world }) {
    for (const { kind, name, key, path } of keyReferences(pod)) {
      const target = world.find('', kind, object.namespace, name);
      const maps = ['data', 'stringData', 'binaryData'].map((field) => valueAt(target?.value, [field])).filter(isRecord);
      // An object without any data is filled by something else.
      if (target && maps.length > 0 && !maps.some((map) => Object.hasOwn(map, key)))
        yield { path, message: `${kind} ${name} has no key ${key}` };
    }
  },
});
