import { formatFieldPath } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { makeFix } from '../fixes.ts';
import { isProtecting } from '../security-fields.ts';
import { homeOf } from './homes.ts';

export const unknown: Check = defineCheck({
  id: 'field/unknown',
  title: 'Field that Kubernetes does not know',
  severity: 'medium',
  on: 'object',
  kinds: ['*'],
  why: 'The API server drops a field it does not know, with a warning at most; kubectl asks it to refuse since 1.25, Helm and other clients do not. What the field should do is not done.',
  remedy: 'Correct the name, or remove the field. kubectl apply --validate=strict --dry-run=server finds such fields too.',
  standards: { owasp: ['K01'], cks: ['microservice-vulnerabilities'] },
  aliases: {},
  fix: ({ path }, { object }) => {
    const error = object.shapeErrors.find((one) => one.path.join('/') === path.join('/'));
    if (error?.kind !== 'unknown-field' || error.suggestion === undefined) return undefined;
    return makeFix([{ kind: 'rename', path, key: error.suggestion }], 'what relied on the field having no effect until now');
  },
  *evaluate({ object }) {
    for (const error of object.shapeErrors) {
      // A field with a home elsewhere is misplaced, and another check says where it belongs; status is written by controllers.
      if (error.kind !== 'unknown-field' || error.path[0] === 'status' || homeOf(object, error.path) !== undefined) continue;
      const hint = error.suggestion === undefined ? '' : `; did you mean ${error.suggestion}?`;
      const severity = isProtecting(object, error.path, error.suggestion) ? 'high' : error.suggestion === undefined ? 'low' : 'medium';
      yield { path: error.path, message: `there is no field ${formatFieldPath(error.path)}${hint}`, severity };
    }
  },
});
