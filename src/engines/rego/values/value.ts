import { compareNumbers, Decimal, type NumberValue } from './number.ts';

/** A value of Rego. The value null of the language is JavaScript's; what is undefined in Rego is `undefined`. */
export type Value = null | boolean | string | NumberValue | readonly Value[] | RegoObject | RegoSet;

/** What stands for a value in a map: itself where it is a scalar, and otherwise a text that begins with NUL, which scalars never have. */
export type Key = string | number | boolean | null;

export type TypeName = 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object' | 'set';

const ORDER: Readonly<Record<TypeName, number>> = { null: 0, boolean: 1, number: 2, string: 3, array: 4, object: 5, set: 6 };

/** A set in the total order of values. Built with `add` before anybody else sees it, never changed afterwards. */
export class RegoSet {
  readonly members: Map<Key, Value> = new Map();
  private ordered: readonly Value[] | undefined;
  private text: string | undefined;

  get size(): number {
    return this.members.size;
  }
  has(value: Value): boolean {
    return this.members.has(keyOf(value));
  }
  add(value: Value): void {
    const key = keyOf(value);
    if (!this.members.has(key)) {
      this.members.set(key, value);
      this.ordered = undefined;
    }
  }
  values(): readonly Value[] {
    this.ordered ??= sortValues([...this.members.values()]);
    return this.ordered;
  }
  key(): string {
    this.text ??= `\u0000<${this.values().map(partOf).join(',')}>`;
    return this.text;
  }
}

/** An object whose keys may be any value. Built with `set` before anybody else sees it, never changed afterwards. */
export class RegoObject {
  readonly entries: Map<Key, Value> = new Map();
  /** The keys that are not scalars, since a map of them alone knows their text only. */
  private composite: Map<Key, Value> | undefined;
  private ordered: readonly Value[] | undefined;
  private text: string | undefined;

  get size(): number {
    return this.entries.size;
  }
  get(key: Value): Value | undefined {
    return this.entries.get(typeof key === 'string' && key.charCodeAt(0) !== 0 ? key : keyOf(key));
  }
  set(key: Value, value: Value): void {
    const own = keyOf(key);
    if (own !== key) {
      this.composite ??= new Map();
      this.composite.set(own, key);
    }
    if (!this.entries.has(own)) this.ordered = undefined;
    this.entries.set(own, value);
  }
  keys(): readonly Value[] {
    if (this.ordered === undefined) {
      const composite = this.composite;
      const all: Value[] = [...this.entries.keys()];
      this.ordered = sortValues(composite ? all.map((key) => composite.get(key as Key) ?? key) : all);
    }
    return this.ordered;
  }
  /** Keys with their values, in the order of keys. */
  *pairs(): Generator<[Value, Value]> {
    for (const key of this.keys()) {
      const value = this.get(key);
      if (value !== undefined) yield [key, value];
    }
  }
  key(): string {
    if (this.text === undefined) {
      const all: string[] = [];
      for (const [key, value] of this.pairs()) all.push(`${partOf(key)}:${partOf(value)}`);
      this.text = `\u0000{${all.join(',')}}`;
    }
    return this.text;
  }
}

export function keyOf(value: Value): Key {
  if (typeof value === 'string') return value.charCodeAt(0) === 0 ? `\u0000s${value}` : value;
  if (value === null || typeof value !== 'object') return value;
  if (value instanceof Decimal) return `\u0000d${value.mantissa}e${value.exponent}`;
  if (value instanceof RegoSet || value instanceof RegoObject) return value.key();
  return `\u0000[${(value as readonly Value[]).map(partOf).join(',')}]`;
}

function partOf(value: Value): string {
  if (typeof value === 'string') return JSON.stringify(value);
  const key = keyOf(value);
  return typeof key === 'string' ? key.slice(1) : String(key);
}

export function isArray(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

export function isNumber(value: Value | undefined): value is NumberValue {
  return typeof value === 'number' || value instanceof Decimal;
}

export function typeName(value: Value): TypeName {
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'number':
      return 'number';
    case 'boolean':
      return 'boolean';
    default:
      if (value === null) return 'null';
      if (value instanceof RegoObject) return 'object';
      if (value instanceof RegoSet) return 'set';
      return value instanceof Decimal ? 'number' : 'array';
  }
}

export function equalValues(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (isArray(a)) {
    if (!isArray(b) || a.length !== b.length) return false;
    for (let i = 0; i < a.length; i++) if (!equalValues(a[i] as Value, b[i] as Value)) return false;
    return true;
  }
  if (a instanceof RegoObject) {
    if (!(b instanceof RegoObject) || a.size !== b.size) return false;
    for (const [key, value] of a.entries) {
      const other = b.entries.get(key);
      if (other === undefined || !equalValues(value, other)) return false;
    }
    return true;
  }
  if (a instanceof RegoSet) {
    if (!(b instanceof RegoSet) || a.size !== b.size) return false;
    for (const key of a.members.keys()) if (!b.members.has(key)) return false;
    return true;
  }
  return a instanceof Decimal && b instanceof Decimal && a.mantissa === b.mantissa && a.exponent === b.exponent;
}

/** Texts in the order of their code points, which is that of their UTF-8 bytes. */
export function compareStrings(a: string, b: string): number {
  if (a === b) return 0;
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    let x = a.charCodeAt(i);
    let y = b.charCodeAt(i);
    if (x === y) continue;
    // A surrogate begins a code point beyond all single units.
    if (x >= 0xd800 && y >= 0xd800) {
      if (x <= 0xdfff) x += 0x10000;
      if (y <= 0xdfff) y += 0x10000;
    }
    return x - y;
  }
  return a.length - b.length;
}

export function compareValues(a: Value, b: Value): number {
  if (a === b) return 0;
  if (typeof a === 'string' && typeof b === 'string') return compareStrings(a, b);
  const left = typeName(a);
  const right = typeName(b);
  if (left !== right) return ORDER[left] - ORDER[right];
  if (left === 'boolean') return a === false ? -1 : 1;
  if (isNumber(a) && isNumber(b)) return compareNumbers(a, b);
  if (isArray(a) && isArray(b)) return compareLists(a, b);
  if (a instanceof RegoSet && b instanceof RegoSet) return compareLists(a.values(), b.values());
  if (a instanceof RegoObject && b instanceof RegoObject) return compareObjects(a, b);
  return 0;
}

function compareLists(a: readonly Value[], b: readonly Value[]): number {
  for (let i = 0; i < a.length && i < b.length; i++) {
    const order = compareValues(a[i] as Value, b[i] as Value);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function compareObjects(a: RegoObject, b: RegoObject): number {
  const left = a.keys();
  const right = b.keys();
  for (let i = 0; i < left.length && i < right.length; i++) {
    const l = left[i] as Value;
    const r = right[i] as Value;
    const order = compareValues(l, r) || compareValues(a.get(l) as Value, b.get(r) as Value);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

export function sortValues(values: Value[]): Value[] {
  return values.sort(compareValues);
}

export function setOf(values: Iterable<Value>): RegoSet {
  const set = new RegoSet();
  for (const value of values) set.add(value);
  return set;
}

export function objectOf(pairs: Iterable<readonly [Value, Value]>): RegoObject {
  const object = new RegoObject();
  for (const [key, value] of pairs) object.set(key, value);
  return object;
}
