import { formatFieldPath } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';

export const wrongType: Check = defineCheck({
  id: 'field/wrong-type',
  title: 'Value of a type that Kubernetes refuses',
  severity: 'high',
  on: 'object',
  kinds: ['*'],
  why: 'The API server refuses the object, so none of it is there: what ran before goes on running, and a new policy protects nothing.',
  remedy: 'Write the type that is asked for; put numbers, yes and no into quotes where a text is meant.',
  standards: { owasp: ['K01'], cks: ['microservice-vulnerabilities'] },
  aliases: {},
  *evaluate({ object }) {
    for (const error of object.shapeErrors) {
      if (error.kind !== 'wrong-type') continue;
      const isUnquoted = error.expected === 'a string' && !/list|object/.test(error.found);
      yield {
        path: error.path,
        message: `${formatFieldPath(error.path)} must be ${error.expected} and is ${error.found}${isUnquoted ? '; put it into quotes' : ''}`,
      };
    }
  },
});
