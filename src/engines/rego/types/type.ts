import { formatValue, isArray, type Key, keyOf, RegoObject, RegoSet, typeName, type Value } from '../values/index.ts';

/** What is known of a term's values before it is evaluated. */
export type Type =
  | { readonly kind: 'any' }
  | { readonly kind: 'null' | 'boolean' | 'number' | 'string' }
  | { readonly kind: 'array'; readonly items: readonly Type[]; readonly rest: Type | undefined }
  | { readonly kind: 'set'; readonly of: Type | undefined }
  | {
      readonly kind: 'object';
      readonly fields: ReadonlyMap<Key, Field>;
      readonly rest: { readonly key: Type; readonly value: Type } | undefined;
    }
  | { readonly kind: 'union'; readonly of: readonly Type[] };

interface Field {
  readonly key: Value;
  readonly type: Type;
}

export const ANY: Type = { kind: 'any' };
export const STRING: Type = { kind: 'string' };
export const NUMBER: Type = { kind: 'number' };

/** Larger constants are described by their first members only, so that describing them costs little. */
const MAX_MEMBERS = 50;

export function typeOfValue(value: Value): Type {
  const kind = typeName(value);
  if (isArray(value)) return value.length > MAX_MEMBERS ? arrayOf(ANY) : { kind: 'array', items: value.map(typeOfValue), rest: undefined };
  if (value instanceof RegoSet)
    return { kind: 'set', of: value.size === 0 ? undefined : unionOf(value.values().slice(0, MAX_MEMBERS).map(typeOfValue)) };
  if (value instanceof RegoObject) {
    // Of an empty object OPA assumes nothing either.
    if (value.size > MAX_MEMBERS || value.size === 0) return objectOfAny();
    return objectType([...value.pairs()].map(([key, member]) => ({ key, type: typeOfValue(member) })));
  }
  return { kind: kind as 'null' };
}

export function arrayOf(rest: Type): Type {
  return { kind: 'array', items: [], rest };
}

export function objectOfAny(): Type {
  return { kind: 'object', fields: new Map(), rest: { key: ANY, value: ANY } };
}

export function objectType(fields: readonly Field[], rest?: { readonly key: Type; readonly value: Type }): Type {
  return { kind: 'object', fields: new Map(fields.map((field) => [keyOf(field.key), field])), rest };
}

/** Any of several types; of equal ones only one stays. */
export function unionOf(types: readonly Type[]): Type {
  const all = types.flatMap((type) => (type.kind === 'union' ? type.of : [type]));
  if (all.some(({ kind }) => kind === 'any')) return ANY;
  const known = new Map(all.map((type) => [formatType(type), type]));
  const [first = ANY] = known.values();
  if (known.size > 20) return ANY;
  return known.size <= 1
    ? first
    : { kind: 'union', of: [...known.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, type]) => type) };
}

/** As OPA writes types. */
export function formatType(type: Type): string {
  switch (type.kind) {
    case 'array': {
      const items = type.items.length === 0 ? '' : `<${type.items.map(formatType).join(', ')}>`;
      return `array${items}${type.rest ? `[${formatType(type.rest)}]` : ''}`;
    }
    case 'set':
      return `set[${type.of ? formatType(type.of) : 'any'}]`;
    case 'object': {
      const fields = [...type.fields.values()].map(
        ({ key, type: own }) => `${typeof key === 'string' ? key : formatValue(key)}: ${formatType(own)}`,
      );
      const rest = type.rest ? `[${formatType(type.rest.key)}: ${formatType(type.rest.value)}]` : '';
      return `object${fields.length === 0 ? '' : `<${fields.join(', ')}>`}${rest}`;
    }
    case 'union':
      return `any<${type.of.map(formatType).join(', ')}>`;
    default:
      return type.kind;
  }
}

/** Whether one value may have both types. */
export function overlap(a: Type, b: Type): boolean {
  if (a.kind === 'any' || b.kind === 'any') return true;
  if (a.kind === 'union') return a.of.some((type) => overlap(type, b));
  if (b.kind === 'union') return b.of.some((type) => overlap(a, type));
  if (a.kind === 'array' && b.kind === 'array') return overlapArrays(a, b);
  if (a.kind === 'object' && b.kind === 'object') return coversFields(a, b) && coversFields(b, a);
  if (a.kind === 'set' && b.kind === 'set') return a.of === undefined || b.of === undefined || overlap(a.of, b.of);
  return a.kind === b.kind;
}

function overlapArrays(a: Type & { kind: 'array' }, b: Type & { kind: 'array' }): boolean {
  const [short, long] = a.items.length <= b.items.length ? [a, b] : [b, a];
  if (short.items.length < long.items.length && short.rest === undefined) return false;
  return long.items.every((item, i) => {
    const other = short.items[i] ?? short.rest;
    return other === undefined || overlap(item, other);
  });
}

function coversFields(a: Type & { kind: 'object' }, b: Type & { kind: 'object' }): boolean {
  for (const [key, { key: value, type }] of a.fields) {
    const other = b.fields.get(key);
    if (other) {
      if (!overlap(type, other.type)) return false;
    } else if (a.rest && !b.rest) continue;
    else if (!b.rest || !overlap(typeOfValue(value), b.rest.key) || !overlap(type, b.rest.value)) return false;
  }
  return true;
}

/** The keys a type is known to have; undefined where others are possible. */
export function knownKeys(type: Type): readonly Value[] | undefined {
  if (type.kind === 'object') return type.rest ? undefined : [...type.fields.values()].map(({ key }) => key);
  if (type.kind !== 'union') return undefined;
  const all = type.of.map(knownKeys);
  return all.some((keys) => keys === undefined) ? undefined : all.flatMap((keys) => keys ?? []);
}

/** The type under a constant key; undefined where there cannot be anything. */
export function selectKey(type: Type, key: Value): Type | undefined {
  switch (type.kind) {
    case 'any':
      return ANY;
    case 'object': {
      const field = type.fields.get(keyOf(key));
      if (field) return field.type;
      return type.rest && overlap(typeOfValue(key), type.rest.key) ? type.rest.value : undefined;
    }
    case 'array':
      return typeof key === 'number' && Number.isInteger(key) && key >= 0 ? (type.items[key] ?? type.rest) : undefined;
    case 'set':
      return type.of === undefined || overlap(type.of, typeOfValue(key)) ? typeOfValue(key) : undefined;
    case 'union': {
      const found = type.of.flatMap((part) => selectKey(part, key) ?? []);
      return found.length === 0 ? undefined : unionOf(found);
    }
    default:
      return undefined;
  }
}

/** The types of all keys and values; undefined where a type has no members. */
export function members(type: Type): { readonly key: Type; readonly value: Type } | undefined {
  switch (type.kind) {
    case 'any':
      return { key: ANY, value: ANY };
    case 'object': {
      const fields = [...type.fields.values()];
      const keys = [...fields.map(({ key }) => typeOfValue(key)), ...(type.rest ? [type.rest.key] : [])];
      const values = [...fields.map(({ type: own }) => own), ...(type.rest ? [type.rest.value] : [])];
      return { key: unionOf(keys), value: unionOf(values) };
    }
    case 'array':
      return { key: NUMBER, value: unionOf([...type.items, ...(type.rest ? [type.rest] : [])]) };
    case 'set':
      return { key: type.of ?? ANY, value: type.of ?? ANY };
    case 'union': {
      const found = type.of.flatMap((part) => members(part) ?? []);
      return found.length === 0
        ? undefined
        : { key: unionOf(found.map(({ key }) => key)), value: unionOf(found.map(({ value }) => value)) };
    }
    default:
      return undefined;
  }
}
