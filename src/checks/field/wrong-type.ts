import { type FieldPath, formatFieldPath } from '../../core/index.ts';
import type { InventoryObject } from '../../inventory/index.ts';
import { type Check, defineCheck } from '../define.ts';

/** Words that YAML 1.1 reads as booleans; `true` and `false` surprise nobody. */
const BOOLEAN_WORD = /(?:^|[\s:,[{])(y|yes|on|n|no|off)$/i;

/** The word that became a boolean. Other values are not shown: they may be secret. */
function wordAt(object: InventoryObject, path: FieldPath): string | undefined {
  const { start, end } = object.locate(path).place.range;
  const line = object.file.lineAt(end.line) ?? '';
  return BOOLEAN_WORD.exec(line.slice(start.line === end.line ? start.column - 1 : 0, end.column - 1))?.[1];
}

export const wrongType: Check = defineCheck({
  id: 'field/wrong-type',
  title: 'Value of a type that Kubernetes refuses',
  severity: 'medium',
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
      const word = isUnquoted && error.found.includes('boolean') ? wordAt(object, error.path) : undefined;
      const reading = word === undefined ? '' : `, as YAML reads ${word}`;
      yield {
        path: error.path,
        message: `${formatFieldPath(error.path)} must be ${error.expected} and is ${error.found}${reading}${isUnquoted ? '; put it into quotes' : ''}`,
      };
    }
  },
});
