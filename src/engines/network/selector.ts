import { compareText, type FieldPath, listAt, recordAt, stringAt, valueAt } from '../../core/index.ts';
import { selects } from '../../kubernetes/index.ts';
import type { Report } from './problem.ts';

export type Labels = Readonly<Record<string, string>>;

/** A label selector in one form: two that are written alike but for order have the same key. */
export interface Selector {
  readonly key: string;
  /** Its conditions for people, sorted. */
  readonly words: readonly string[];
  /** One of its pairs, by which candidates are found; `undefined` where it has none. */
  readonly pair: string | undefined;
  readonly selectsAll: boolean;
  readonly labelKeys: readonly string[];
  matches(labels: Labels): boolean;
}

const OPERATORS_WITH_VALUES = ['In', 'NotIn'];
const OPERATORS = [...OPERATORS_WITH_VALUES, 'Exists', 'DoesNotExist'];

const NOTHING: Selector = { key: 'nothing', words: ['nothing'], pair: undefined, selectsAll: false, labelKeys: [], matches: () => false };

/**
 * A selector, which selects nothing where the API server would refuse it: ValidateLabelSelector,
 * https://github.com/kubernetes/apimachinery/blob/v0.35.0/pkg/apis/meta/v1/validation/validation.go
 */
export function readSelector(root: unknown, path: FieldPath, report: Report): Selector {
  const value = valueAt(root, path);
  const expressions = listAt(value, 'matchExpressions');
  const isValid = expressions.map((one, index) => isExpression(one, [...path, 'matchExpressions', index], report)).every(Boolean);
  if (!isValid) return NOTHING;
  const pairs = Object.entries(recordAt(value, 'matchLabels')).map(([key, label]) => `${key}=${String(label)}`);
  const sorted = [...pairs.sort(compareText), ...expressions.map(expressionKey).sort(compareText)];
  return {
    key: JSON.stringify(sorted),
    words: sorted,
    pair: pairs[0],
    selectsAll: sorted.length === 0,
    labelKeys: [...Object.keys(recordAt(value, 'matchLabels')), ...expressions.map((one) => stringAt(one, 'key') ?? '')],
    matches: (labels) => selects(value, labels),
  };
}

function isExpression(expression: unknown, path: FieldPath, report: Report): boolean {
  const operator = stringAt(expression, 'operator') ?? '';
  if (!OPERATORS.includes(operator)) {
    report('unknown-operator', [...path, 'operator'], `"${operator}" is no operator of a label selector; they are ${OPERATORS.join(', ')}`);
    return false;
  }
  if ((stringAt(expression, 'key') ?? '') === '') {
    report('invalid-selector', [...path, 'key'], 'an expression needs the key of a label');
    return false;
  }
  const [hasValues, needsValues] = [listAt(expression, 'values').length > 0, OPERATORS_WITH_VALUES.includes(operator)];
  if (hasValues === needsValues) return true;
  report('invalid-selector', [...path, 'values'], needsValues ? `${operator} needs values` : `${operator} takes no values`);
  return false;
}

function expressionKey(expression: unknown): string {
  const values = listAt(expression, 'values').map(String).sort(compareText);
  return JSON.stringify([stringAt(expression, 'key'), stringAt(expression, 'operator'), values]);
}
