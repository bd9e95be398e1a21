import { compareNumbers, formatJson, isArray, isNumber, type NumberValue, RegoObject, toInteger, type Value } from '../values/index.ts';
import { fault } from './define.ts';
import { regexOf } from './regex.ts';

/** A schema read and found to be one. Drafts 4, 6 and 7 together, as OPA reads schemas that name none. */
export interface Schema {
  pass?: boolean;
  ref?: Schema;
  types: readonly string[];
  readonly lists: Map<'anyOf' | 'oneOf' | 'allOf', readonly Schema[]>;
  readonly single: Map<string, Schema>;
  properties: ReadonlyMap<string, Schema>;
  patterns: ReadonlyMap<string, Schema>;
  dependencies: ReadonlyMap<string, Schema | readonly string[]>;
  /** One schema for all items, or one for each. */
  items: Schema | readonly Schema[] | undefined;
  readonly closed: Set<'additionalItems' | 'additionalProperties'>;
  required: readonly string[];
  readonly limits: Map<string, NumberValue>;
  isUnique: boolean;
  format?: string;
  enumeration: readonly Value[];
  constant?: { readonly value: Value };
}

const TYPES = ['array', 'boolean', 'integer', 'number', 'null', 'object', 'string'] as const;
const COUNTS = ['minLength', 'maxLength', 'minItems', 'maxItems', 'minProperties', 'maxProperties'] as const;
const SINGLE = ['not', 'if', 'then', 'else', 'contains', 'propertyNames'] as const;
const DEPENDENCY = 'Dependency must be of type Schema Or Array Of Strings';
const MAX_DEPTH = 200;

function invalidType(expected: string, given: string): never {
  return fault(`Invalid type. Expected: ${expected}, given: ${given}`);
}

/** Reads a schema; what is wrong with it is a fault with the words OPA users know. */
export function parseSchema(document: Value): Schema {
  return new SchemaReader(document).read(document, 0);
}

class SchemaReader {
  private readonly root: Value;
  private readonly known = new Map<Value, Schema>();
  private readonly ids = new Map<string, Value>();

  constructor(root: Value) {
    this.root = root;
    this.collectIds(root, 0);
  }

  private collectIds(value: Value, depth: number): void {
    if (depth > MAX_DEPTH) fault('schema is nested too deep');
    if (isArray(value)) for (const item of value) this.collectIds(item, depth + 1);
    if (!(value instanceof RegoObject)) return;
    for (const key of ['id', '$id']) {
      const id = value.get(key);
      if (typeof id === 'string') this.ids.set(id.replace(/#$/, ''), value);
    }
    for (const member of value.entries.values()) this.collectIds(member, depth + 1);
  }

  read(document: Value, depth: number): Schema {
    if (depth > MAX_DEPTH) return fault('schema is nested too deep');
    const earlier = typeof document === 'object' && document !== null ? this.known.get(document) : undefined;
    if (earlier) return earlier;
    const schema: Schema = {
      types: [],
      lists: new Map(),
      single: new Map(),
      properties: new Map(),
      patterns: new Map(),
      dependencies: new Map(),
      items: undefined,
      closed: new Set(),
      required: [],
      limits: new Map(),
      isUnique: false,
      enumeration: [],
    };
    if (typeof document === 'boolean') return { ...schema, pass: document };
    if (!(document instanceof RegoObject)) return fault('Expected: valid schema, given: Invalid JSON');
    this.known.set(document, schema);
    this.describe(schema, document, depth);
    return schema;
  }

  private describe(schema: Schema, m: RegoObject, depth: number): void {
    const sub = (value: Value): Schema => this.read(value, depth + 1);
    const definitions = m.get('definitions');
    if (definitions !== undefined) this.readMap(definitions, 'definitions', sub);
    for (const key of ['title', 'description', '$ref', 'id', '$id', 'pattern', 'format']) {
      const value = m.get(key);
      if (value !== undefined && typeof value !== 'string') invalidType('string', key);
    }
    const reference = m.get('$ref');
    if (typeof reference === 'string') {
      schema.ref = sub(this.resolve(reference));
      return;
    }
    schema.types = readTypes(m.get('type'));
    const properties = m.get('properties');
    if (properties !== undefined) schema.properties = this.readMap(properties, 'properties', sub);
    for (const key of ['additionalProperties', 'additionalItems'] as const) {
      const value = m.get(key);
      if (value === false) schema.closed.add(key);
      else if (value instanceof RegoObject) schema.single.set(key, sub(value));
      else if (value !== undefined && value !== true) invalidType('boolean/Valid Schema', key);
    }
    const patterns = m.get('patternProperties');
    if (patterns !== undefined) {
      schema.patterns = this.readMap(patterns, 'patternProperties', sub);
      for (const pattern of schema.patterns.keys()) checkPattern(pattern, `Invalid regex pattern '${pattern}'`);
    }
    this.readDependencies(schema, m.get('dependencies'), sub);
    const items = m.get('items');
    if (isArray(items)) schema.items = items.map(sub);
    else if (items instanceof RegoObject || typeof items === 'boolean') schema.items = sub(items);
    else if (items !== undefined) invalidType('Valid Schema/Array Of Schemas', 'items');
    readLimits(schema, m);
    readStrings(schema, m);
    for (const key of ['anyOf', 'oneOf', 'allOf'] as const) {
      const value = m.get(key);
      if (value === undefined) continue;
      if (!isArray(value)) fault(`${key} must be of an array`);
      else schema.lists.set(key, value.map(sub));
    }
    for (const key of SINGLE) {
      const value = m.get(key);
      if (value instanceof RegoObject || typeof value === 'boolean') schema.single.set(key, sub(value));
      else if (value !== undefined) fault(`${key} must be of an object`);
    }
  }

  private readMap(value: Value, key: string, sub: (value: Value) => Schema): ReadonlyMap<string, Schema> {
    if (!(value instanceof RegoObject))
      return key === 'properties' ? fault('Properties must be of type object') : invalidType('Array Of Schemas', key);
    return new Map([...value.pairs()].map(([name, member]) => [String(name), sub(member)]));
  }

  private readDependencies(schema: Schema, value: Value | undefined, sub: (value: Value) => Schema): void {
    if (value === undefined) return;
    if (!(value instanceof RegoObject)) return fault('dependencies must be of type object');
    schema.dependencies = new Map<string, Schema | readonly string[]>(
      [...value.pairs()].map(([name, member]) => {
        if (member instanceof RegoObject || typeof member === 'boolean') return [String(name), sub(member)];
        if (!isArray(member)) return fault(DEPENDENCY);
        return [String(name), member.map((item) => (typeof item === 'string' ? item : fault(DEPENDENCY)))];
      }),
    );
  }

  /** A reference into this document; others would have to be fetched, and a policy fetches nothing. */
  private resolve(reference: string): Value {
    const [address = '', pointer = ''] = reference.split('#', 2);
    let at: Value | undefined = address === '' ? this.root : this.ids.get(address);
    if (at === undefined) at = this.ids.get(reference);
    if (at === undefined) return fault(`remote reference loading disabled: ${reference}`);
    if (pointer !== '' && !pointer.startsWith('/')) return this.ids.get(`#${pointer}`) ?? fault(`Object has no key '${pointer}'`);
    for (const part of pointer.split('/').slice(1)) {
      let key = part;
      try {
        key = decodeURIComponent(part);
      } catch {
        return fault(`invalid reference ${reference}`);
      }
      key = key.replaceAll('~1', '/').replaceAll('~0', '~');
      const next: Value | undefined = at instanceof RegoObject ? at.get(key) : isArray(at) ? at[Number(key)] : undefined;
      if (next === undefined) return fault(`Object has no key '${key}'`);
      at = next;
    }
    return at;
  }
}

function checkPattern(pattern: string, message: string): void {
  try {
    regexOf(pattern);
  } catch {
    fault(message);
  }
}

function readTypes(value: Value | undefined): readonly string[] {
  if (value === undefined) return [];
  const all = isArray(value) ? value : [value];
  const types: string[] = [];
  for (const type of all) {
    if (typeof type !== 'string') return invalidType('type', 'string/array of strings');
    if (!(TYPES as readonly string[]).includes(type))
      return fault(`has a primitive type that is NOT VALID -- given: /${type}/ Expected valid values are:[${TYPES.join(' ')}]`);
    if (types.includes(type)) return fault(`${type} type is duplicated`);
    types.push(type);
  }
  return types;
}

function readLimits(schema: Schema, m: RegoObject): void {
  const number = (key: string): NumberValue | undefined => {
    const value = m.get(key);
    if (value === undefined) return undefined;
    if (!isNumber(value)) return key === 'multipleOf' ? invalidType('number', key) : fault(`${key} must be of a Number`);
    schema.limits.set(key, value);
    return value;
  };
  const multiple = number('multipleOf');
  if (multiple !== undefined && compareNumbers(multiple, 0) <= 0) fault('multipleOf must be strictly greater than 0');
  for (const [plain, exclusive] of [
    ['minimum', 'exclusiveMinimum'],
    ['maximum', 'exclusiveMaximum'],
  ] as const) {
    const limit = number(plain);
    const value = m.get(exclusive);
    if (value === undefined) continue;
    // Draft 4 has a flag here, later drafts a number.
    if (typeof value === 'boolean') {
      if (limit === undefined) fault(`${exclusive} cannot be used without ${plain}`);
      else if (value) {
        schema.limits.delete(plain);
        schema.limits.set(exclusive, limit);
      }
    } else if (isNumber(value)) schema.limits.set(exclusive, value);
    else invalidType('boolean/number', exclusive);
  }
  for (const key of COUNTS) {
    const value = m.get(key);
    if (value === undefined) continue;
    if (!isNumber(value) || toInteger(value) === undefined) fault(`${key} must be of an integer`);
    else if (compareNumbers(value, 0) < 0) fault(`${key} must be greater than or equal to 0`);
    else schema.limits.set(key, value);
  }
  for (const what of ['Length', 'Items', 'Properties']) {
    const [low, high] = [schema.limits.get(`min${what}`), schema.limits.get(`max${what}`)];
    if (low === undefined || high === undefined || compareNumbers(low, high) <= 0) continue;
    if (what !== 'Properties') fault(`min${what} cannot be greater than max${what}`);
    else fault('minProperties cannot be greater than maxProperties');
  }
}

function readStrings(schema: Schema, m: RegoObject): void {
  const format = m.get('format');
  if (typeof format === 'string') schema.format = format;
  const required = m.get('required');
  if (isArray(required)) {
    const names = required.map((name) => (typeof name === 'string' ? name : fault('required items must be string')));
    if (new Set(names).size < names.length) fault('required items must be unique');
    schema.required = names;
  } else if (required !== undefined) fault('required must be of an array');
  const unique = m.get('uniqueItems');
  if (unique !== undefined && typeof unique !== 'boolean') fault('uniqueItems must be of a boolean');
  schema.isUnique = unique === true;
  const enumeration = m.get('enum');
  if (isArray(enumeration)) {
    if (new Set(enumeration.map(formatJson)).size < enumeration.length) fault('enum items must be unique');
    schema.enumeration = enumeration;
  } else if (enumeration !== undefined) fault('enum must be of an array');
  const constant = m.get('const');
  if (constant !== undefined) schema.constant = { value: constant };
}
