/** Random policies: what makes evaluation fast must not change what it finds, and no text may make the parser fall. */
import assert from 'node:assert/strict';
import process from 'node:process';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  type CompileOptions,
  compile,
  formatJson,
  formatModule,
  type Module,
  parseModule,
  type SourceModule,
} from '../src/engines/rego/index.ts';
import { skipWithout } from './conformance/data.ts';
import { readRegoCases } from './conformance/rego-cases.ts';

const RUNS = process.env['SEAWALL_DEEP'] ? 20_000 : 150;

const oneOf = fc.constantFrom;
const field = oneOf('a', 'b', 'c');
const constant = oneOf('"x"', '"y"', '1', '2', 'true', 'null', '["x"]');
const inputDocument = fc.record(
  {
    a: oneOf<unknown>('x', 'y', 1, true, ['x']),
    b: oneOf<unknown>('x', 'y', 2, false),
    c: fc.array(oneOf<unknown>('x', 'y', 1, 2), { maxLength: 4 }),
  },
  { requiredKeys: [] },
);

/** Statements over input, an argument `v` and the rules before. */
function statement(known: readonly string[]): fc.Arbitrary<string> {
  const sets = known.filter((name) => name.startsWith('s'));
  const functions = known.filter((name) => name.startsWith('f'));
  const values = known.filter((name) => name.startsWith('p'));
  return fc.oneof(
    fc.tuple(field, oneOf('==', '!=', '='), constant).map(([name, operator, value]) => `input.${name} ${operator} ${value}`),
    fc.tuple(constant, field).map(([value, name]) => `${value} == input.${name}`),
    fc.tuple(field, constant).map(([name, value]) => `${value} in input.${name}`),
    constant.map((value) => `v == ${value}`),
    field.map((name) => `not input.${name}`),
    field.map((name) => `some i, e in input.${name}; e == v; i >= 0`),
    field.map((name) => `count([e | e := input.${name}[_]; e == v]) == count([e | e := input.${name}[_]; e != "y"])`),
    field.map((name) => `{k: ks | e := input.${name}[k]; ks := {j | input.${name}[j] == e}} != {}`),
    field.map((name) => `every e in input.${name} { e != "y" }`),
    fc.tuple(field, field).map(([left, right]) => `{e: js | some e in input.${left}; js := {j | input.${right}[j] == e; j != 1}} != {}`),
    fc
      .tuple(field, field)
      .map(([left, right]) => `[js | some i, e in input.${left}; js := [j | some j, k in input.${right}; k = e; j == i]] != []`),
    field.map((name) => `{e: js | some e in input.c; js := {j: k | some j, k in input.${name}; k == e}} != {}`),
    fc
      .tuple(field, constant)
      .map(([name, value]) => `sum([n | some e in input.c; n := count([k | some k in input.${name}; k == e; k != ${value}])]) > 1`),
    ...(sets.length > 0 ? [oneOf(...sets).map((name) => `${name}[v]`), oneOf(...sets).map((name) => `${name}[_] == input.c[_]`)] : []),
    ...(functions.length > 0 ? [oneOf(...functions).map((name) => `${name}(v) == 1`)] : []),
    ...(values.length > 0 ? [oneOf(...values).map((name) => `${name} with input as {"a": "x", "c": ["x", 1]}`)] : []),
  );
}

function ruleOf(name: string, known: readonly string[]): fc.Arbitrary<string> {
  const bodies = fc.array(fc.array(statement(known), { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 5 });
  return bodies.map((all) => {
    const rules = all.map((body) => {
      const text = ['v := input.a', ...body.map((entry, i) => entry.replace(/\b([iejk]|ks)\b/g, `$1${i}`))];
      const own = name.startsWith('f') ? text.slice(1) : text;
      if (name.startsWith('s')) return `${name} contains [v, input.b] if { ${own.join('; ')} }`;
      if (name.startsWith('o')) return `${name}[v] := 1 if { ${own.join('; ')} }`;
      return name.startsWith('f') ? `${name}(v) := 1 if { ${own.join('; ')} }` : `${name} if { ${own.join('; ')} }`;
    });
    return rules.join('\n');
  });
}

const NAMES = ['p1', 's1', 'f1', 'o1', 'p2', 's2', 'f2', 'p3'];
const policy = fc.tuple(...NAMES.map((name, i) => ruleOf(name, NAMES.slice(0, i)))).map((rules) => `package r\n${rules.join('\n')}\n`);

function answer(text: string, input: unknown, options: CompileOptions): string {
  const compiled = compile([{ name: 'r.rego', text }], options);
  if (!compiled.ok) return compiled.problems.map(({ message }) => message).join('\n');
  const found = compiled.value.value(['r'], { input });
  return found.ok ? formatJson(found.value ?? null) : found.problems.map(({ message }) => message).join('\n');
}

describe('random policies', () => {
  it('say the same with and without an index of rules', () => {
    let decided = 0;
    fc.assert(
      fc.property(policy, inputDocument, (text, input) => {
        const found = answer(text, input, {});
        if (found.includes('"p')) decided++;
        assert.equal(found, answer(text, input, { indexing: false }));
      }),
      { numRuns: RUNS },
    );
    assert.ok(decided > 0, 'some policies hold');
  });

  it('say the same with and without a cache of comprehensions', () => {
    fc.assert(
      fc.property(policy, inputDocument, (text, input) => {
        assert.equal(answer(text, input, {}), answer(text, input, { caching: false }));
      }),
      { numRuns: RUNS },
    );
  });

  it('say the same when they are observed', () => {
    fc.assert(
      fc.property(policy, inputDocument, (text, input) => {
        const compiled = compile([{ name: 'r.rego', text }]);
        if (!compiled.ok) return;
        const observed = compiled.value.observe(['r'], { input, trace: true });
        const plain = compiled.value.value(['r'], { input });
        assert.equal(observed.ok, plain.ok);
        if (observed.ok && plain.ok) assert.equal(formatJson(observed.value.value ?? null), formatJson(plain.value ?? null));
      }),
      { numRuns: RUNS },
    );
  });
});

/** A tree without the places of its parts, and without how values and bodies are introduced, which the formatter unifies. */
function shapeOf(module: Module): string {
  const { rules, imports, package: path } = module;
  const places: ReadonlySet<string> = new Set(['at', 'end', 'annotations', 'isAssigned', 'hasIf']);
  const sorted = imports.map((entry) => [entry.path.join('.'), entry.alias]).toSorted();
  return JSON.stringify([rules, sorted, path], (key, value: unknown) =>
    places.has(key) ? undefined : typeof value === 'bigint' ? String(value) : trivialBody(key, value),
  );
}

/** A body of nothing but true says nothing, nor does such a value; the formatter may leave out either. */
function trivialBody(key: string, value: unknown): unknown {
  const isTrue = Array.isArray(value) && value.length === 1 && value[0]?.expression?.term?.value === true && !value[0].isNegated;
  if (key === 'body' && isTrue) return [];
  const { ref, value: own } = (value ?? {}) as { readonly ref?: unknown; readonly value?: { readonly value?: unknown } };
  return Array.isArray(ref) && own?.value === true ? { ...(value as object), value: undefined } : value;
}

describe('laid out anew', () => {
  const texts = skipWithout('rego-v1') === false ? readRegoCases().flatMap(({ modules }) => modules) : [];
  it('a published module is the module it was', { skip: skipWithout('rego-v1') }, () => {
    for (const text of texts) checkLayout(text);
  });
  it('a random policy is the policy it was', () => {
    fc.assert(fc.property(policy, checkLayout), { numRuns: RUNS });
  });
});

function checkLayout(text: string): void {
  const { module, errors } = parseModule('m.rego', text);
  if (errors.length > 0) return;
  const once = formatModule(module);
  const again = parseModule('m.rego', once);
  assert.deepEqual(again.errors, [], once);
  assert.equal(shapeOf(again.module), shapeOf(module), once);
  assert.equal(formatModule(again.module), once);
}

describe('damaged modules', () => {
  const whole = `package a.b
import data.x as y
# METADATA
# title: t
p contains sprintf("%s", [v]) if { some k, v in {"a": [1, 2.5e3], "b": {1, "\\u00e9"}}; every z in v { z > 0 } with input as {} }
f(x, [y, _]) := z if { z := x + y * 2 } else := $"t {x} \`" if not data.q[x].r
default q := false
`;
  it('are refused with a place, never with an exception', () => {
    const damage = fc.tuple(fc.nat(whole.length), fc.nat(6), fc.string({ maxLength: 3 }));
    fc.assert(
      fc.property(fc.array(damage, { maxLength: 4 }), oneOf('v0', 'v1'), (edits, version) => {
        const text = edits.reduce((at, [from, length, by]) => at.slice(0, from) + by + at.slice(from + length), whole);
        const source: SourceModule = { name: 'd.rego', text, version };
        const compiled = compile([source]);
        if (compiled.ok) return;
        for (const { place } of compiled.problems) assert.ok(place?.range && place.range.start.line >= 1);
      }),
      { numRuns: RUNS * 3 },
    );
  });
});
