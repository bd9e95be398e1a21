import {
  addNumbers,
  compareNumbers,
  compareValues,
  divideNumbers,
  equalValues,
  formatNumber,
  isArray,
  isNumber,
  multiplyNumbers,
  negateNumber,
  numberOf,
  parseNumber,
  RegoObject,
  RegoSet,
  roundNumber,
  setOf,
  sortValues,
  subtractNumbers,
  toInteger,
  typeName,
  type Value,
} from '../values/index.ts';
import {
  arrayAt,
  countAt,
  define,
  type Family,
  fault,
  integerAt,
  limitFault,
  listAt,
  numberAt,
  objectAt,
  operandFault,
  setAt,
  stringAt,
  typeFault,
} from './define.ts';

const MAX_ITEMS = 1_000_000;

function minus(args: readonly Value[]): Value {
  const [a, b] = args;
  if (isNumber(a) && isNumber(b)) return subtractNumbers(a, b);
  if (a instanceof RegoSet && b instanceof RegoSet)
    return setOf([...a.members].filter(([key]) => !b.members.has(key)).map(([, value]) => value));
  if (a instanceof RegoSet) return typeFault(1, 'set', typeName(b as Value));
  if (isNumber(a)) return typeFault(1, 'number', typeName(b as Value));
  return typeFault(0, 'one of {number, set}', typeName(a as Value));
}

function remainder(args: readonly Value[]): Value {
  const x = toInteger(numberAt(args, 0));
  const y = toInteger(numberAt(args, 1));
  if (x === undefined || y === undefined) return fault('modulo on floating-point number');
  if (y === 0n) return fault('modulo by zero');
  return numberOf(x % y, 0);
}

export const comparison: Family = {
  equal: define(2, ([a, b]) => equalValues(a as Value, b as Value)),
  neq: define(2, ([a, b]) => !equalValues(a as Value, b as Value)),
  lt: define(2, ([a, b]) => compareValues(a as Value, b as Value) < 0),
  lte: define(2, ([a, b]) => compareValues(a as Value, b as Value) <= 0),
  gt: define(2, ([a, b]) => compareValues(a as Value, b as Value) > 0),
  gte: define(2, ([a, b]) => compareValues(a as Value, b as Value) >= 0),
  'internal.member_2': define(2, ([item, all]) => isMember(item as Value, all as Value)),
  'internal.member_3': define(3, ([key, item, all]) => {
    const found =
      all instanceof RegoObject
        ? all.get(key as Value)
        : isArray(all) && typeof key === 'number'
          ? all[key]
          : all instanceof RegoSet && all.has(key as Value)
            ? key
            : undefined;
    return found !== undefined && equalValues(found, item as Value);
  }),
};

function isMember(item: Value, all: Value): boolean {
  if (all instanceof RegoSet) return all.has(item);
  if (isArray(all)) return all.some((other) => equalValues(other, item));
  if (all instanceof RegoObject) for (const value of all.entries.values()) if (equalValues(value, item)) return true;
  return false;
}

export const arithmetic: Family = {
  plus: define(2, (args) => addNumbers(numberAt(args, 0), numberAt(args, 1))),
  minus: define(2, minus),
  mul: define(2, (args) => multiplyNumbers(numberAt(args, 0), numberAt(args, 1))),
  div: define(2, (args) => {
    const by = numberAt(args, 1);
    return by === 0 ? fault('divide by zero') : divideNumbers(numberAt(args, 0), by);
  }),
  rem: define(2, remainder),
  abs: define(1, (args) => {
    const value = numberAt(args, 0);
    return compareNumbers(value, 0) < 0 ? negateNumber(value) : value;
  }),
  round: define(1, (args) => roundNumber(numberAt(args, 0), 'round')),
  floor: define(1, (args) => roundNumber(numberAt(args, 0), 'floor')),
  ceil: define(1, (args) => roundNumber(numberAt(args, 0), 'ceil')),
  'numbers.range': define(2, (args) => range(integerAt(args, 0), integerAt(args, 1), 1n)),
  'numbers.range_step': define(3, (args) => {
    const step = integerAt(args, 2);
    return step <= 0n ? fault('numbers.range_step: step must be a positive integer') : range(integerAt(args, 0), integerAt(args, 1), step);
  }),
  'bits.and': define(2, (args) => numberOf(integerAt(args, 0) & integerAt(args, 1), 0)),
  'bits.or': define(2, (args) => numberOf(integerAt(args, 0) | integerAt(args, 1), 0)),
  'bits.xor': define(2, (args) => numberOf(integerAt(args, 0) ^ integerAt(args, 1), 0)),
  'bits.negate': define(1, (args) => numberOf(~integerAt(args, 0), 0)),
  'bits.lsh': define(2, (args) => numberOf(integerAt(args, 0) << shiftAt(args), 0)),
  'bits.rsh': define(2, (args) => numberOf(integerAt(args, 0) >> shiftAt(args), 0)),
};

function shiftAt(args: readonly Value[]): bigint {
  const by = integerAt(args, 1);
  if (by < 0n) return typeFault(1, 'an unsigned integer number', 'a negative integer');
  return by > 1_000_000n ? limitFault('shift is too large') : by;
}

function range(from: bigint, to: bigint, step: bigint): Value {
  const count = (from < to ? to - from : from - to) / step + 1n;
  if (count > BigInt(MAX_ITEMS)) return limitFault(`numbers.range: range of more than ${MAX_ITEMS} numbers`);
  const items: Value[] = [];
  const by = from <= to ? step : -step;
  for (let i = 0n; i < count; i++) items.push(numberOf(from + i * by, 0));
  return items;
}

const COLLECTION = 'one of {array, object, set, string}';

export const aggregates: Family = {
  count: define(1, ([value]) => {
    if (isArray(value)) return value.length;
    if (value instanceof RegoObject || value instanceof RegoSet) return value.size;
    return typeof value === 'string' ? [...value].length : typeFault(0, COLLECTION, typeName(value as Value));
  }),
  sum: define(1, (args) =>
    listAt(args, 0, 'one of {set, array}').reduce<ReturnType<typeof numberAt>>((total, item) => addNumbers(total, numberIn(item)), 0),
  ),
  product: define(1, (args) =>
    listAt(args, 0, 'one of {set, array}').reduce<ReturnType<typeof numberAt>>((total, item) => multiplyNumbers(total, numberIn(item)), 1),
  ),
  max: define(1, (args) =>
    listAt(args, 0, 'one of {set, array}').reduce<Value | undefined>(
      (best, item) => (best === undefined || compareValues(item, best) > 0 ? item : best),
      undefined,
    ),
  ),
  min: define(1, (args) =>
    listAt(args, 0, 'one of {set, array}').reduce<Value | undefined>(
      (best, item) => (best === undefined || compareValues(item, best) < 0 ? item : best),
      undefined,
    ),
  ),
  sort: define(1, (args) => sortValues([...listAt(args, 0, 'one of {set, array}')])),
  all: define(1, (args) => listAt(args, 0, 'one of {array, set}').every((item) => item === true)),
  any: define(1, (args) => listAt(args, 0, 'one of {array, set}').some((item) => item === true)),
  and: define(2, (args) => {
    const right = setAt(args, 1);
    return setOf([...setAt(args, 0).members].filter(([key]) => right.members.has(key)).map(([, value]) => value));
  }),
  or: define(2, (args) => setOf([...setAt(args, 0).members.values(), ...setAt(args, 1).members.values()])),
  set_diff: define(2, (args) => minus([setAt(args, 0), setAt(args, 1)])),
  union: define(1, (args) =>
    setOf(
      setAt(args, 0)
        .values()
        .flatMap((inner) => [...membersIn(inner)]),
    ),
  ),
  intersection: define(1, (args) => {
    const all = setAt(args, 0).values().map(membersIn);
    const [first = [], ...rest] = all;
    const others = rest.map((items) => setOf(items));
    return setOf([...first].filter((item) => others.every((other) => other.has(item))));
  }),
  'array.concat': define(2, (args) => [...arrayAt(args, 0), ...arrayAt(args, 1)]),
  'array.flatten': define(1, (args) => arrayAt(args, 0).flatMap((item) => (isArray(item) ? item : [item]))),
  'array.reverse': define(1, (args) => arrayAt(args, 0).toReversed()),
  'array.slice': define(3, (args) => {
    const all = arrayAt(args, 0);
    const from = Math.max(countAt(args, 1), 0);
    return all.slice(from, Math.max(Math.min(countAt(args, 2), all.length), from));
  }),
};

function numberIn(item: Value): ReturnType<typeof numberAt> {
  if (isNumber(item)) return item;
  return typeFault(0, 'set or array of numbers', `value of ${typeName(item)}`);
}

function membersIn(item: Value): readonly Value[] {
  return item instanceof RegoSet ? item.values() : typeFault(0, 'set of sets', `set containing ${typeName(item)}`);
}

export const types: Family = {
  type_name: define(1, ([value]) => typeName(value as Value)),
  ...Object.fromEntries(
    (['number', 'string', 'boolean', 'array', 'set', 'object', 'null'] as const).map((name) => [
      `is_${name}`,
      define(1, ([value]) => typeName(value as Value) === name),
    ]),
  ),
  to_number: define(1, ([value]) => {
    if (value === null || value === false) return 0;
    if (value === true) return 1;
    if (isNumber(value)) return value;
    if (typeof value !== 'string') return typeFault(0, 'one of {null, boolean, number, string}', typeName(value as Value));
    return (
      (/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(value) ? parseNumber(value) : undefined) ??
      fault(`strconv.ParseFloat: parsing ${JSON.stringify(value)}: invalid syntax`)
    );
  }),
  cast_array: define(1, (args) => [...listAt(args, 0)]),
  cast_set: define(1, (args) => setOf(listAt(args, 0))),
  cast_string: define(1, (args) => stringAt(args, 0)),
  cast_boolean: define(1, ([value]) => (typeof value === 'boolean' ? value : typeFault(0, 'boolean', typeName(value as Value)))),
  cast_null: define(1, ([value]) => (value === null ? null : typeFault(0, 'null', typeName(value as Value)))),
  cast_object: define(1, (args) => objectAt(args, 0)),
  format_int: define(2, (args) => {
    const value = roundTowardZero(args);
    const base = countAt(args, 1);
    return [2, 8, 10, 16].includes(base) ? value.toString(base) : operandFault(1, 'must be one of {2, 8, 10, 16}');
  }),
};

function roundTowardZero(args: readonly Value[]): bigint {
  const value = numberAt(args, 0);
  const whole = roundNumber(value, compareNumbers(value, 0) < 0 ? 'ceil' : 'floor');
  return BigInt(formatNumber(whole));
}
