import { type FieldPath, formatFieldPath, isRecord } from '../../../core/index.ts';
import { regexOf } from '../../rego/index.ts';
import type { Schema } from './schema.ts';

export interface ValueMistake {
  readonly path: FieldPath;
  /** Begins with the path, as the API server words it. */
  readonly message: string;
}

/** What a value has that its schema forbids. Limits are as in OpenAPI v3; `nullable` decides about null. Formats are not looked at. */
export function validate(value: unknown, schema: Schema, path: FieldPath): readonly ValueMistake[] {
  const mistakes: ValueMistake[] = [];
  check(value, schema, path, (at, message) => mistakes.push({ path: at, message: `${formatFieldPath(at)}: ${message}` }));
  return mistakes;
}

type Report = (path: FieldPath, message: string) => void;

function check(value: unknown, schema: Schema, path: FieldPath, report: Report): void {
  const invalid = (shown: string, rule: string): void => report(path, `Invalid value: ${shown}: ${formatFieldPath(path)} in body ${rule}`);
  if (value === null || value === undefined) {
    if (!schema.nullable && (schema.type !== undefined || schema.isIntOrString))
      invalid('"null"', `must be of type ${typesOf(schema)}: "null"`);
    return;
  }
  const type = typeOf(value);
  if (!fitsType(schema, type)) {
    invalid(`"${type}"`, `must be of type ${typesOf(schema)}: "${type}"`);
    return;
  }
  if (schema.enum && !schema.enum.some((allowed) => isSame(allowed, value))) {
    report(
      path,
      `Unsupported value: ${JSON.stringify(value)}: supported values: ${schema.enum.map((allowed) => JSON.stringify(allowed)).join(', ')}`,
    );
  }
  if (typeof value === 'string') checkText(value, schema, path, report, invalid);
  else if (typeof value === 'number') checkNumber(value, schema, invalid);
  else if (Array.isArray(value)) checkList(value, schema, path, report, invalid);
  else if (isRecord(value)) checkObject(value, schema, path, report, invalid);
  checkCombinations(value, schema, path, report);
}

type Invalid = (shown: string, rule: string) => void;

function checkText(value: string, schema: Schema, path: FieldPath, report: Report, invalid: Invalid): void {
  const length = [...value].length;
  if (schema.maxLength !== undefined && length > schema.maxLength) report(path, `Too long: may not be more than ${schema.maxLength} bytes`);
  if (schema.minLength !== undefined && length < schema.minLength)
    invalid(JSON.stringify(value), `should be at least ${schema.minLength} chars long`);
  if (schema.pattern !== undefined && !regexOf(schema.pattern).matcher(value).find()) {
    invalid(JSON.stringify(value), `should match '${schema.pattern}'`);
  }
}

function checkNumber(value: number, schema: Schema, invalid: Invalid): void {
  const { minimum, maximum, multipleOf } = schema;
  if (minimum !== undefined && (schema.exclusiveMinimum ? value <= minimum : value < minimum)) {
    invalid(`${value}`, `should be greater than ${schema.exclusiveMinimum ? '' : 'or equal to '}${minimum}`);
  }
  if (maximum !== undefined && (schema.exclusiveMaximum ? value >= maximum : value > maximum)) {
    invalid(`${value}`, `should be less than ${schema.exclusiveMaximum ? '' : 'or equal to '}${maximum}`);
  }
  if (multipleOf !== undefined && multipleOf > 0 && !Number.isInteger(value / multipleOf))
    invalid(`${value}`, `should be a multiple of ${multipleOf}`);
}

function checkList(value: readonly unknown[], schema: Schema, path: FieldPath, report: Report, invalid: Invalid): void {
  const { items, minItems, maxItems } = schema;
  if (items) for (const [i, item] of value.entries()) check(item, items, [...path, i], report);
  if (minItems !== undefined && value.length < minItems) invalid(`${value.length}`, `should have at least ${minItems} items`);
  if (maxItems !== undefined && value.length > maxItems)
    report(path, `Too many: ${value.length}: must have at most ${count(maxItems, 'item')}`);
  if (schema.uniqueItems && new Set(value.map((item) => canonical(item))).size < value.length)
    invalid('""', "shouldn't contain duplicates");
}

function checkObject(value: Readonly<Record<string, unknown>>, schema: Schema, path: FieldPath, report: Report, invalid: Invalid): void {
  const { properties, additionalProperties, minProperties, maxProperties } = schema;
  const names = Object.keys(value);
  for (const name of schema.required ?? []) if (!Object.hasOwn(value, name)) report([...path, name], 'Required value');
  for (const name of names) {
    const below = properties && Object.hasOwn(properties, name) ? properties[name] : additionalProperties;
    if (typeof below === 'object') check(value[name], below, [...path, name], report);
  }
  if (minProperties !== undefined && names.length < minProperties)
    invalid(`${names.length}`, `should have at least ${minProperties} properties`);
  if (maxProperties !== undefined && names.length > maxProperties) {
    report(path, `Too many: ${names.length}: must have at most ${count(maxProperties, 'item')}`);
  }
}

function checkCombinations(value: unknown, schema: Schema, path: FieldPath, report: Report): void {
  const fits = (one: Schema): boolean => validate(value, one, path).length === 0;
  const name = `"${formatFieldPath(path)}"`;
  for (const one of schema.allOf ?? []) check(value, one, path, report);
  if (schema.anyOf && !schema.anyOf.some(fits)) report(path, `Invalid value: "": ${name} must validate at least one schema (anyOf)`);
  if (schema.oneOf) {
    const fitting = schema.oneOf.filter(fits).length;
    const found = fitting === 0 ? 'none valid' : `${fitting} valid alternatives`;
    if (fitting !== 1) report(path, `Invalid value: "": ${name} must validate one and only one schema (oneOf). Found ${found}`);
  }
  if (schema.not && fits(schema.not)) report(path, `Invalid value: "": ${name} must not validate the schema (not)`);
}

function typeOf(value: unknown): string {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

function typesOf(schema: Schema): string {
  return schema.isIntOrString ? 'integer,string' : (schema.type ?? '');
}

function fitsType(schema: Schema, type: string): boolean {
  if (schema.isIntOrString) return type === 'integer' || type === 'string';
  return schema.type === undefined || schema.type === type || (schema.type === 'number' && type === 'integer');
}

function isSame(a: unknown, b: unknown): boolean {
  return canonical(a) === canonical(b);
}

/** A text that is the same for the same values, however their keys are ordered. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    isRecord(part)
      ? Object.fromEntries(
          Object.keys(part)
            .sort()
            .map((key) => [key, part[key]]),
        )
      : part,
  );
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
