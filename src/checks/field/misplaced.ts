import { type Check, defineCheck } from '../define.ts';
import { HOMES } from '../security-fields.ts';

export const misplaced: Check = defineCheck({
  id: 'field/misplaced',
  title: 'Field at a level where it means nothing',
  severity: 'high',
  on: 'object',
  kinds: ['*'],
  why: 'The name is right and the place is not: the API server drops the field, and the protection that stands in the file is not there.',
  remedy: 'Move the field to where it belongs.',
  standards: { owasp: ['K01'], cks: ['microservice-vulnerabilities'] },
  aliases: {},
  unseen: 'The published manifests that were looked at have their fields in the right place.',
  *evaluate({ object }) {
    for (const error of object.shapeErrors) {
      const name = String(error.path.at(-1));
      const home = error.kind === 'unknown-field' && Object.hasOwn(HOMES, name) ? HOMES[name] : undefined;
      if (home !== undefined) yield { path: error.path, message: `${name} has no effect here; it belongs in ${home}` };
    }
  },
});
