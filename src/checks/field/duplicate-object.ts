import { stringAt } from '../../core/index.ts';
import { identityOf } from '../../inventory/index.ts';
import { type Check, defineCheck } from '../define.ts';

export const duplicateObject: Check = defineCheck({
  id: 'field/duplicate-object',
  title: 'Object that one file declares twice',
  severity: 'medium',
  on: 'object',
  kinds: ['*'],
  why: 'Applying the file makes the last declaration win; what the first one protects is gone a moment later.',
  remedy: 'Merge both declarations, or give one another name.',
  standards: { owasp: ['K01'], cks: ['microservice-vulnerabilities'] },
  aliases: {},
  scope: 'world',
  unseen: 'None of the published manifests that were looked at declares an object twice in one file.',
  *evaluate({ object }, { world }) {
    if (!stringAt(object.value, 'metadata', 'name')) return;
    const last = world.find(object.group, object.kind, object.namespace, object.name);
    if (!last || last === object || last.file !== object.file || identityOf(last) !== identityOf(object)) return;
    yield {
      path: ['metadata', 'name'],
      message: `${object.kind} ${object.name} is declared again on line ${last.locate(['metadata', 'name']).place.range.start.line}, and that one counts`,
    };
  },
});
