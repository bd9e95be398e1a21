import { BuiltinFault } from '../evaluate/faults.ts';
import type { Runtime } from '../evaluate/runtime.ts';
import {
  compareNumbers,
  decimalOf,
  equalValues,
  formatJson,
  formatNumber,
  isArray,
  isNumber,
  type Key,
  keyOf,
  multiplyExactly,
  type NumberValue,
  numberOf,
  objectOf,
  parseJson,
  RegoObject,
  RegoSet,
  toInteger,
  type Value,
} from '../values/index.ts';
import { define, type Family, fault } from './define.ts';
import { isFormat } from './json-schema-formats.ts';
import { parseSchema, type Schema } from './json-schema-parse.ts';
import { matches } from './regex.ts';

/** What is wrong at one place of a document. */
interface Mistake {
  readonly type: string;
  readonly field: string;
  readonly desc: string;
}

interface Result {
  readonly mistakes: Mistake[];
  /** How much held, by which the alternative that was probably meant is found. */
  score: number;
}

function loadable(value: Value): Value {
  if (typeof value === 'string') return parseJson(value) ?? fault('invalid JSON string');
  if (value instanceof RegoObject || isArray(value)) return value;
  return fault('wrong type, expected string or object');
}

/** One validation of a document against a schema, with the errors that OPA's validator gives. */
class Validation {
  private readonly rt: Runtime;
  constructor(rt: Runtime) {
    this.rt = rt;
  }

  run(schema: Schema, value: Value, path: string): Result {
    const result: Result = { mistakes: [], score: 0 };
    this.check(schema, value, path, result);
    return result;
  }

  private report(result: Result, path: string, type: string, desc: string): void {
    result.mistakes.push({ type, field: path.replace(/^\(Root\)\./, ''), desc });
    result.score--;
  }

  private merge(result: Result, other: Result | undefined): void {
    if (!other) return;
    result.mistakes.push(...other.mistakes);
    result.score += other.score;
  }

  private check(schema: Schema, given: Value, path: string, result: Result): void {
    this.rt.step();
    if (schema.pass !== undefined) {
      if (!schema.pass) this.report(result, path, 'false', 'False always fails validation');
      return;
    }
    if (schema.ref) {
      this.rt.enter();
      this.check(schema.ref, given, path, result);
      this.rt.leave();
      return;
    }
    const value = given instanceof RegoSet ? given.values() : given;
    const type = typeOf(value);
    const { types } = schema;
    if (types.length > 0 && !types.includes(type) && !(type === 'integer' && types.includes('number'))) {
      const expected = types.length > 1 ? `[${types.join(',')}]` : types.join('');
      this.report(result, path, 'invalid_type', `Invalid type. Expected: ${expected}, given: ${type}`);
      return;
    }
    this.combine(schema, value, path, result);
    if (isNumber(value)) this.number(schema, value, path, result);
    if (isArray(value)) this.array(schema, value, path, result);
    if (value instanceof RegoObject) this.object(schema, value, path, result);
    this.common(schema, value, path, result);
    if (typeof value === 'string') this.text(schema, value, path, result);
    if (value instanceof RegoObject) {
      for (const [name, sub] of schema.properties) {
        const member = value.get(name);
        if (member !== undefined) this.check(sub, member, `${path}.${name}`, result);
      }
    }
    result.score++;
  }

  private combine(schema: Schema, value: Value, path: string, result: Result): void {
    const any = schema.lists.get('anyOf') ?? [];
    if (any.length > 0) {
      const all = any.map((sub) => this.run(sub, value, path));
      if (!all.some(isValid)) {
        this.report(result, path, 'number_any_of', 'Must validate at least one schema (anyOf)');
        this.merge(result, best(all));
      }
    }
    const one = schema.lists.get('oneOf') ?? [];
    if (one.length > 0) {
      const all = one.map((sub) => this.run(sub, value, path));
      const count = all.filter(isValid).length;
      if (count !== 1) {
        this.report(result, path, 'number_one_of', 'Must validate one and only one schema (oneOf)');
        if (count === 0) this.merge(result, best(all));
      }
    }
    const every = schema.lists.get('allOf') ?? [];
    if (every.length > 0) {
      const all = every.map((sub) => this.run(sub, value, path));
      for (const part of all) this.merge(result, part);
      if (!all.every(isValid)) this.report(result, path, 'number_all_of', 'Must validate all the schemas (allOf)');
    }
    const not = schema.single.get('not');
    if (not && isValid(this.run(not, value, path))) this.report(result, path, 'number_not', 'Must not validate the schema (not)');
    if (value instanceof RegoObject) {
      for (const [name, dependency] of schema.dependencies) {
        if (value.get(name) === undefined) continue;
        if (!Array.isArray(dependency)) this.check(dependency as Schema, value, path, result);
        else {
          for (const other of dependency as readonly string[])
            if (value.get(other) === undefined) this.report(result, path, 'missing_dependency', `Has a dependency on ${other}`);
        }
      }
    }
    const condition = schema.single.get('if');
    if (!condition) return;
    const holds = isValid(this.run(condition, value, path));
    const branch = schema.single.get(holds ? 'then' : 'else');
    const outcome = branch && this.run(branch, value, path);
    if (!outcome || isValid(outcome)) return;
    if (holds) this.report(result, path, 'condition_then', 'Must validate "then" as "if" was valid');
    else this.report(result, path, 'condition_else', 'Must validate "else" as "if" was not valid');
    this.merge(result, outcome);
  }

  private number(schema: Schema, value: NumberValue, path: string, result: Result): void {
    const limit = (key: string): NumberValue | undefined => schema.limits.get(key);
    const multiple = limit('multipleOf');
    if (multiple !== undefined && !isMultiple(value, multiple))
      this.report(result, path, 'multiple_of', `Must be a multiple of ${formatNumber(multiple)}`);
    for (const [key, type, words, fails] of COMPARISONS) {
      const bound = limit(key);
      if (bound !== undefined && fails(compareNumbers(value, bound)))
        this.report(result, path, type, `Must be ${words} ${formatNumber(bound)}`);
    }
    result.score++;
  }

  private array(schema: Schema, value: readonly Value[], path: string, result: Result): void {
    const { items } = schema;
    if (Array.isArray(items)) {
      const all = items as readonly Schema[];
      for (let i = 0; i < all.length && i < value.length; i++)
        this.merge(result, this.run(all[i] as Schema, value[i] as Value, `${path}.${i}`));
      if (all.length < value.length && all.length > 0) {
        const more = schema.single.get('additionalItems');
        if (schema.closed.has('additionalItems'))
          this.report(result, path, 'array_no_additional_items', 'No additional items allowed on array');
        else if (more)
          for (let i = all.length; i < value.length; i++) this.merge(result, this.run(more, value[i] as Value, `${path}.${i}`));
      }
    } else if (items) for (const [i, item] of value.entries()) this.merge(result, this.run(items as Schema, item, `${path}.${i}`));
    this.count(
      schema,
      'Items',
      value.length,
      path,
      result,
      ['array_min_items', 'array_max_items'],
      [(n) => `Array must have at least ${n} items`, (n) => `Array must have at most ${n} items`],
    );
    if (schema.isUnique) {
      const seen = new Map<Key, number>();
      for (const [j, item] of value.entries()) {
        const i = seen.get(keyOf(item));
        if (i !== undefined) this.report(result, path, 'unique', `array items[${i},${j}] must be unique`);
        seen.set(keyOf(item), j);
      }
    }
    const contains = schema.single.get('contains');
    if (contains) {
      const all = value.map((item, i) => this.run(contains, item, `${path}.${i}`));
      if (!all.some(isValid)) {
        this.report(result, path, 'contains', 'At least one of the items must match');
        this.merge(result, best(all));
      }
    }
    result.score++;
  }

  private count(
    schema: Schema,
    what: string,
    have: number,
    path: string,
    result: Result,
    [lowType, highType]: readonly [string, string],
    [low, high]: readonly [(limit: string) => string, (limit: string) => string],
  ): void {
    const min = schema.limits.get(`min${what}`);
    const max = schema.limits.get(`max${what}`);
    if (min !== undefined && compareNumbers(have, min) < 0) this.report(result, path, lowType, low(formatNumber(min)));
    if (max !== undefined && compareNumbers(have, max) > 0) this.report(result, path, highType, high(formatNumber(max)));
  }

  private object(schema: Schema, value: RegoObject, path: string, result: Result): void {
    this.count(
      schema,
      'Properties',
      value.size,
      path,
      result,
      ['array_min_properties', 'array_max_properties'],
      [(n) => `Must have at least ${n} properties`, (n) => `Must have at most ${n} properties`],
    );
    for (const name of schema.required) {
      if (value.get(name) === undefined) this.report(result, path, 'required', `${name} is required`);
      else result.score++;
    }
    const more = schema.single.get('additionalProperties');
    for (const [key, member] of value.pairs()) {
      const name = String(key);
      let isKnown = schema.properties.has(name);
      for (const [pattern, sub] of schema.patterns) {
        if (!matches(pattern, name)) continue;
        isKnown = true;
        this.merge(result, this.run(sub, member, `${path}.${name}`));
      }
      if (isKnown) continue;
      if (schema.closed.has('additionalProperties'))
        this.report(result, path, 'additional_property_not_allowed', `Additional property ${name} is not allowed`);
      else if (more) this.merge(result, this.run(more, member, `${path}.${name}`));
    }
    const names = schema.single.get('propertyNames');
    for (const key of names ? value.keys() : []) {
      const outcome = this.run(names as Schema, String(key), path);
      if (isValid(outcome)) continue;
      this.report(result, path, 'invalid_property_name', `Property name of "${String(key)}" does not match`);
      this.merge(result, outcome);
    }
    result.score++;
  }

  private common(schema: Schema, value: Value, path: string, result: Result): void {
    const { constant, enumeration, format } = schema;
    const field = path.replace(/^\(Root\)\./, '');
    if (constant && !equalValues(constant.value, value))
      this.report(result, path, 'const', `${field} does not match: ${formatJson(constant.value)}`);
    if (enumeration.length > 0 && !enumeration.some((allowed) => equalValues(allowed, value)))
      this.report(result, path, 'enum', `${field} must be one of the following: ${enumeration.map(formatJson).join(', ')}`);
    if (format !== undefined && typeof value === 'string' && !isFormat(format, value))
      this.report(result, path, 'format', `Does not match format '${format}'`);
    result.score++;
  }

  private text(schema: Schema, value: string, path: string, result: Result): void {
    this.count(
      schema,
      'Length',
      [...value].length,
      path,
      result,
      ['string_gte', 'string_lte'],
      [(n) => `String length must be greater than or equal to ${n}`, (n) => `String length must be less than or equal to ${n}`],
    );
    // The keyword pattern is read and not applied, as in OPA.
    result.score++;
  }
}

const COMPARISONS: readonly (readonly [key: string, type: string, words: string, fails: (order: number) => boolean])[] = [
  ['maximum', 'number_lte', 'less than or equal to', (order) => order > 0],
  ['exclusiveMaximum', 'number_lt', 'less than', (order) => order >= 0],
  ['minimum', 'number_gte', 'greater than or equal to', (order) => order < 0],
  ['exclusiveMinimum', 'number_gt', 'greater than', (order) => order <= 0],
];

function isValid(result: Result): boolean {
  return result.mistakes.length === 0;
}

function best(all: readonly Result[]): Result | undefined {
  return all.reduce<Result | undefined>((found, other) => (found === undefined || other.score > found.score ? other : found), undefined);
}

function isMultiple(value: NumberValue, of: NumberValue): boolean {
  const [a, b] = [decimalOf(value), decimalOf(of)];
  const e = Math.min(a.exponent, b.exponent);
  const scale = (number: NumberValue): bigint => toInteger(multiplyExactly(number, numberOf(1n, -e))) ?? 0n;
  return scale(value) % scale(of) === 0n;
}

function typeOf(value: Value): string {
  if (value === null) return 'null';
  if (isNumber(value)) return toInteger(value) === undefined ? 'number' : 'integer';
  if (isArray(value)) return 'array';
  return value instanceof RegoObject ? 'object' : typeof value;
}

function verify(args: readonly Value[]): Value {
  try {
    parseSchema(loadable(args[0] as Value));
    return [true, null];
  } catch (found) {
    if (!(found instanceof BuiltinFault)) throw found;
    return [false, `jsonschema: ${found.message}`];
  }
}

export const jsonSchema: Family = {
  'json.verify_schema': define(1, verify),
  'json.match_schema': define(2, (args, rt) => {
    const document = loadable(args[0] as Value);
    const { mistakes } = new Validation(rt).run(parseSchema(loadable(args[1] as Value)), document, '(Root)');
    return [
      mistakes.length === 0,
      mistakes.map(({ type, field, desc }) =>
        objectOf([
          ['error', `${field}: ${desc}`],
          ['type', type],
          ['field', field],
          ['desc', desc],
        ]),
      ),
    ];
  }),
};
