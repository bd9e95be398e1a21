import { listAt, recordAt, stringAt } from '../core/index.ts';

/**
 * Whether a label selector chooses an object with these labels; an empty one chooses all.
 * https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/label-selector/
 */
export function selects(selector: unknown, labels: Readonly<Record<string, unknown>>): boolean {
  const pairs = Object.entries(recordAt(selector, 'matchLabels'));
  return pairs.every(([key, value]) => labels[key] === value) && listAt(selector, 'matchExpressions').every((one) => meets(one, labels));
}

function meets(expression: unknown, labels: Readonly<Record<string, unknown>>): boolean {
  const label = labels[stringAt(expression, 'key') ?? ''];
  const values = listAt(expression, 'values');
  switch (stringAt(expression, 'operator')) {
    case 'In':
      return label !== undefined && values.includes(label);
    case 'NotIn':
      return label === undefined || !values.includes(label);
    case 'Exists':
      return label !== undefined;
    case 'DoesNotExist':
      return label === undefined;
    default:
      return false;
  }
}
