import { formatFieldPath } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { isProtecting } from '../security-fields.ts';

export const duplicateKey: Check = defineCheck({
  id: 'field/duplicate-key',
  title: 'Key that stands twice in one mapping',
  severity: 'high',
  on: 'object',
  kinds: ['*'],
  why: 'Only the last one counts. The first, which a reviewer reads, has no effect: a securityContext given twice is the second one alone.',
  remedy: 'Merge both into one, or remove one. kustomize and strict readers refuse such a file; kubectl does not.',
  standards: { owasp: ['K01'], cks: ['microservice-vulnerabilities'] },
  aliases: {},
  unseen: 'None of the published manifests that were looked at has a key twice.',
  *evaluate({ object }) {
    const seen = new Set<string>();
    for (const { path } of object.duplicateKeys) {
      const field = formatFieldPath(path);
      if (seen.has(field)) continue;
      seen.add(field);
      const severity = isProtecting(object, path, String(path.at(-1))) ? 'high' : 'medium';
      yield { path, message: `${field} stands here a second time, and this one counts`, severity };
    }
  },
});
