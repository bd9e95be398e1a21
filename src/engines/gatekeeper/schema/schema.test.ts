import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkStructure, findUnknownFields, readSchema, SchemaShapeError, validate, withDefaults } from './index.ts';

const SCHEMA = readSchema(
  {
    type: 'object',
    required: ['needed'],
    properties: {
      needed: { type: 'string', enum: ['a', 'b'] },
      labels: { type: 'array', minItems: 1, maxItems: 2, items: { type: 'string', pattern: '^[a-z]+$', maxLength: 4, minLength: 2 } },
      count: { type: 'integer', minimum: 2, maximum: 5 },
      ratio: { type: 'number', minimum: 1, exclusiveMinimum: true, multipleOf: 2 },
      is: { 'x-kubernetes-int-or-string': true },
      map: { type: 'object', additionalProperties: { type: 'integer' }, maxProperties: 1 },
      nul: { type: 'string', nullable: true },
      one: {
        type: 'object',
        properties: { x: { type: 'string' }, y: { type: 'string' } },
        oneOf: [{ required: ['x'] }, { required: ['y'] }],
      },
    },
  },
  false,
);

function mistakes(value: unknown): readonly string[] {
  return validate(value, SCHEMA, ['spec', 'parameters']).map(({ message }) => message);
}

// The messages are those of the API server 1.35, as gator 3.23.1 shows them.
describe('schemas of parameters', () => {
  it('accept what fits', () => {
    assert.deepEqual(mistakes({ needed: 'a', labels: ['ab'], count: 2, ratio: 4, is: 1, map: { a: 1 }, nul: null, one: { x: '' } }), []);
  });

  for (const [name, value, wanted] of [
    ['a value that is none of an enumeration', { needed: 'c' }, ['needed: Unsupported value: "c": supported values: "a", "b"']],
    ['a missing field', {}, ['needed: Required value']],
    [
      'another type',
      { needed: 'a', labels: 'foo' },
      ['labels: Invalid value: "string": spec.parameters.labels in body must be of type array: "string"'],
    ],
    [
      'texts by pattern and length, and lists by size',
      { needed: 'a', labels: ['Foo', 'abcde', 'a'] },
      [
        'labels[0]: Invalid value: "Foo": spec.parameters.labels[0] in body should match \'^[a-z]+$\'',
        'labels[1]: Too long: may not be more than 4 bytes',
        'labels[2]: Invalid value: "a": spec.parameters.labels[2] in body should be at least 2 chars long',
        'labels: Too many: 3: must have at most 2 items',
      ],
    ],
    [
      'numbers by their limits',
      { needed: 'a', count: 1, ratio: 1 },
      [
        'count: Invalid value: 1: spec.parameters.count in body should be greater than or equal to 2',
        'ratio: Invalid value: 1: spec.parameters.ratio in body should be greater than 1',
        'ratio: Invalid value: 1: spec.parameters.ratio in body should be a multiple of 2',
      ],
    ],
    [
      'a fraction where a whole number belongs',
      { needed: 'a', count: 2.5 },
      ['count: Invalid value: "number": spec.parameters.count in body must be of type integer: "number"'],
    ],
    [
      'maps by their values and size',
      { needed: 'a', is: [1], map: { a: 'x', b: 2 } },
      [
        'is: Invalid value: "array": spec.parameters.is in body must be of type integer,string: "array"',
        'map.a: Invalid value: "string": spec.parameters.map.a in body must be of type integer: "string"',
        'map: Too many: 2: must have at most 1 item',
      ],
    ],
    [
      'null where it is not allowed',
      { needed: 'a', count: null },
      ['count: Invalid value: "null": spec.parameters.count in body must be of type integer: "null"'],
    ],
    [
      'alternatives that exclude each other',
      { needed: 'a', one: { x: '', y: '' } },
      ['one: Invalid value: "": "spec.parameters.one" must validate one and only one schema (oneOf). Found 2 valid alternatives'],
    ],
  ] as const) {
    it(`refuse ${name}`, () => {
      assert.deepEqual(
        mistakes(value),
        wanted.map((message) => `spec.parameters.${message}`),
      );
    });
  }

  it('find fields that they do not know, however deep', () => {
    assert.deepEqual(findUnknownFields({ needed: 'a', extra: 1, one: { z: 1 }, map: { any: 1 } }, SCHEMA, []), [['extra'], ['one', 'z']]);
    assert.deepEqual(findUnknownFields({ a: { b: [{ c: 1 }] } }, readSchema({}, true), []), [], 'legacy schemas take anything');
  });

  it('fill in defaults without touching the value', () => {
    const schema = readSchema(
      {
        type: 'object',
        properties: {
          a: { type: 'string', default: 'x' },
          b: { type: 'object', default: {}, properties: { c: { type: 'integer', default: 1 } } },
        },
      },
      false,
    );
    const value = { a: null };
    assert.deepEqual(withDefaults(value, schema), { a: 'x', b: { c: 1 } });
    assert.deepEqual(value, { a: null });
    assert.deepEqual(withDefaults({ a: 'y', d: 1 }, schema), { a: 'y', d: 1, b: { c: 1 } });
  });

  it('are refused where the API server refuses them', () => {
    const of = (schema: unknown): readonly string[] =>
      checkStructure(readSchema(schema, false), ['s']).map(({ path, message }) => `${path.join('.')}: ${message}`);
    assert.deepEqual(of({ type: 'object', properties: { a: {} } }), ['s.properties.a: a part of the schema has no type']);
    assert.deepEqual(of({ type: 'array' }), ['s: a list does not say what its items are']);
    assert.deepEqual(of({ type: 'text' }), ['s.type: "text" is none of object, array, string, integer, number, boolean']);
    assert.deepEqual(of({ type: 'string', pattern: '(?=a)' }), ['s.pattern: "(?=a)" is no regular expression']);
    assert.deepEqual(of({ 'x-kubernetes-preserve-unknown-fields': true }), []);
    assert.deepEqual(checkStructure(readSchema({ properties: { a: { type: 'array' } } }, true), []), []);
    assert.throws(() => readSchema({ type: 'array', items: [{}] }, false), SchemaShapeError);
  });

  it('do not follow schemas without end', () => {
    let deep: unknown = { type: 'string' };
    for (let i = 0; i < 1000; i++) deep = { type: 'array', items: deep };
    assert.throws(() => readSchema(deep, false), SchemaShapeError);
  });
});
