import { formatFieldPath } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';

export const missing: Check = defineCheck({
  id: 'field/missing',
  title: 'Field that Kubernetes requires is missing',
  severity: 'medium',
  on: 'object',
  kinds: ['*'],
  why: 'The API server refuses the object, so what it should do is not done.',
  remedy: 'Add the field that the message names.',
  standards: { owasp: ['K01'], cks: ['microservice-vulnerabilities'] },
  aliases: {},
  *evaluate({ object }) {
    for (const error of object.shapeErrors) {
      // Fields below status are written by controllers, and read objects may lack them.
      if (error.kind === 'missing-field' && error.path[0] !== 'status')
        yield { path: error.path, message: `${formatFieldPath(error.path)} is required` };
    }
  },
});
