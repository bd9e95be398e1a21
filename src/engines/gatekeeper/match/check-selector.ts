import { type FieldPath, isRecord, listAt, recordAt, stringAt } from '../../../core/index.ts';
import type { Fault } from '../fault.ts';

const NAME = /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const PREFIX = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const VALUE = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;

/** The mistakes of a label selector that its schema does not show. https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/ */
export function checkSelector(selector: unknown, path: FieldPath): readonly Fault[] {
  if (!isRecord(selector)) return [];
  const faults: Fault[] = [];
  const add = (at: FieldPath, message: string): void => {
    faults.push({ kind: 'invalid Constraint', path: [...path, ...at], message: `${[...path, ...at].join('.')}: ${message}` });
  };
  for (const [key, value] of Object.entries(recordAt(selector, 'matchLabels'))) {
    if (!isLabelKey(key)) add(['matchLabels', key], `${JSON.stringify(key)} is not the key of a label`);
    if (typeof value === 'string' && !isLabelValue(value)) {
      add(['matchLabels', key], `${JSON.stringify(value)} is not the value of a label: letters, digits, "-", "_" and ".", at most 63`);
    }
  }
  for (const [i, expression] of listAt(selector, 'matchExpressions').entries()) {
    const at = (field: string): FieldPath => ['matchExpressions', i, field];
    const key = stringAt(expression, 'key') ?? '';
    const operator = stringAt(expression, 'operator') ?? '';
    const values = listAt(expression, 'values');
    if (!isLabelKey(key)) add(at('key'), `${JSON.stringify(key)} is not the key of a label`);
    if (operator === 'In' || operator === 'NotIn') {
      if (values.length === 0) add(at('values'), `${operator} needs at least one value`);
      for (const value of values) {
        if (typeof value === 'string' && !isLabelValue(value)) add(at('values'), `${JSON.stringify(value)} is not the value of a label`);
      }
    } else if (operator === 'Exists' || operator === 'DoesNotExist') {
      if (values.length > 0) add(at('values'), `${operator} takes no values`);
    } else add(at('operator'), `${JSON.stringify(operator)} is none of In, NotIn, Exists and DoesNotExist`);
  }
  return faults;
}

function isLabelKey(key: string): boolean {
  const slash = key.indexOf('/');
  const prefix = slash < 0 ? undefined : key.slice(0, slash);
  const name = key.slice(slash + 1);
  return (prefix === undefined || (PREFIX.test(prefix) && prefix.length <= 253)) && NAME.test(name) && name.length <= 63;
}

function isLabelValue(value: string): boolean {
  return VALUE.test(value) && value.length <= 63;
}
