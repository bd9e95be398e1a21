import { didYouMean, type FieldPath } from '../../core/index.ts';
import { definitionOf, type TypeCode } from './field-table.ts';

/** A field that does not fit its kind. `wrong-type` and `missing-field` are refused by the API server; `unknown-field` is dropped by it. */
export type ShapeError =
  | { readonly kind: 'wrong-type'; readonly path: FieldPath; readonly expected: string; readonly found: string }
  | { readonly kind: 'unknown-field'; readonly path: FieldPath; readonly suggestion?: string }
  | { readonly kind: 'missing-field'; readonly path: FieldPath };

export interface Conformed {
  /** The value without the fields whose type does not fit and without nulls; the same object where there were none. */
  readonly value: unknown;
  readonly errors: readonly ShapeError[];
}

/** Compares a value with the type of its kind. After this, the types in `pod-spec.ts` and its neighbours can be believed. */
export function conform(value: unknown, type: TypeCode, at: FieldPath = []): Conformed {
  const errors: ShapeError[] = [];
  const path = [...at];
  return { value: visit(value, type, path, errors), errors };
}

/** Writes errors on the way; `path` is shared and restored. Returns `undefined` for what does not fit. */
function visit(value: unknown, type: TypeCode, path: (string | number)[], errors: ShapeError[]): unknown {
  if (value === null || value === undefined) return undefined;
  if (!fits(value, type)) {
    errors.push({ kind: 'wrong-type', path: [...path], expected: describeType(type), found: describeValue(value) });
    return undefined;
  }
  switch (type[0]) {
    case '[':
      return visitList(value as readonly unknown[], type.slice(1), path, errors);
    case '{':
      return visitMap(value as Readonly<Record<string, unknown>>, type.slice(1), path, errors);
    case '#':
      return visitObject(value as Readonly<Record<string, unknown>>, type, path, errors);
    default:
      return value;
  }
}

/** A list keeps its length, so that positions in it stay true: an item that does not fit becomes an empty one of its type. */
function visitList(list: readonly unknown[], type: TypeCode, path: (string | number)[], errors: ShapeError[]): unknown {
  let copy: unknown[] | undefined;
  for (const [index, item] of list.entries()) {
    path.push(index);
    const visited = visit(item, type, path, errors) ?? emptyOf(type);
    path.pop();
    if (visited !== item) copy ??= [...list];
    if (copy) copy[index] = visited;
  }
  return copy ?? list;
}

function visitMap(map: Readonly<Record<string, unknown>>, type: TypeCode, path: (string | number)[], errors: ShapeError[]): unknown {
  let copy: Record<string, unknown> | undefined;
  for (const key of Object.keys(map)) {
    path.push(key);
    const visited = visit(map[key], type, path, errors);
    path.pop();
    if (visited !== map[key]) copy = replace(copy ?? map, key, visited);
  }
  return copy ?? map;
}

function visitObject(object: Readonly<Record<string, unknown>>, type: TypeCode, path: (string | number)[], errors: ShapeError[]): unknown {
  const definition = definitionOf(type);
  if (!definition) return object;
  let copy: Record<string, unknown> | undefined;
  for (const key of Object.keys(object)) {
    const field = Object.hasOwn(definition.f, key) ? definition.f[key] : undefined;
    path.push(key);
    if (field === undefined) {
      const suggestion = didYouMean(key, Object.keys(definition.f));
      errors.push({ kind: 'unknown-field', path: [...path], ...(suggestion === undefined ? {} : { suggestion }) });
    } else {
      const visited = visit(object[key], field, path, errors);
      if (visited !== object[key]) copy = replace(copy ?? object, key, visited);
    }
    path.pop();
  }
  for (const required of definition.r ?? []) {
    if (object[required] === undefined || object[required] === null) errors.push({ kind: 'missing-field', path: [...path, required] });
  }
  return copy ?? object;
}

function replace(map: Readonly<Record<string, unknown>>, key: string, value: unknown): Record<string, unknown> {
  const copy = { ...map };
  if (value === undefined) delete copy[key];
  else copy[key] = value;
  return copy;
}

function fits(value: unknown, type: TypeCode): boolean {
  switch (type[0]) {
    case 's':
      return typeof value === 'string';
    case 'i':
      return typeof value === 'number' && Number.isInteger(value);
    case 'n':
      return typeof value === 'number';
    case 'b':
      return typeof value === 'boolean';
    case 'q':
      return typeof value === 'string' || typeof value === 'number';
    case '[':
      return Array.isArray(value);
    case 'o':
    case '{':
    case '#':
      return typeof value === 'object' && !Array.isArray(value);
    default:
      return true;
  }
}

function emptyOf(type: TypeCode): unknown {
  return type[0] === '[' ? [] : type[0] === '#' || type[0] === '{' || type[0] === 'o' ? {} : '';
}

function describeType(type: TypeCode): string {
  const names: Readonly<Record<string, string>> = {
    s: 'a string',
    i: 'an integer',
    n: 'a number',
    b: 'a boolean',
    q: 'a string or a number',
    '[': 'a list',
  };
  return names[type[0] ?? ''] ?? 'an object';
}

function describeValue(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  switch (typeof value) {
    case 'object':
      return 'an object';
    case 'string':
      return 'a string';
    case 'boolean':
      return `the boolean ${String(value)}`;
    case 'number':
      return Number.isInteger(value) ? 'an integer' : 'a number';
    default:
      return typeof value;
  }
}
