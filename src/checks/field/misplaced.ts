import { type Check, defineCheck } from '../define.ts';
import { isProtecting } from '../security-fields.ts';
import { homeOf } from './homes.ts';

export const misplaced: Check = defineCheck({
  id: 'field/misplaced',
  title: 'Field at a level where it means nothing',
  severity: 'high',
  on: 'object',
  kinds: ['*'],
  why: 'The name is right and the place is not: the API server drops the field, and the protection that stands in the file is not there.',
  remedy: 'Move the field to where the message says it belongs. kubectl apply --validate=strict --dry-run=server finds such fields too.',
  standards: { owasp: ['K01'], cks: ['microservice-vulnerabilities'] },
  aliases: {},
  unseen: 'The published manifests that were looked at have their fields in the right place.',
  *evaluate({ object }) {
    for (const { kind, path } of object.shapeErrors) {
      const home = kind === 'unknown-field' ? homeOf(object, path) : undefined;
      if (home === undefined) continue;
      const name = String(path.at(-1));
      yield {
        path,
        message: `${name} has no effect here; it belongs in ${home}`,
        severity: isProtecting(object, path, name) ? 'high' : 'medium',
      };
    }
  },
});
