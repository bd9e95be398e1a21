import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fail, type Place, succeed } from '../../core/index.ts';
import { type CompileOptions, compile, type EvaluateOptions, formatJson, type Policy } from './index.ts';

function messages(text: string, options: CompileOptions = {}): readonly string[] {
  const compiled = compile([{ name: 'm.rego', text }], options);
  return compiled.problems.map(({ place, message }) => `${place?.range?.start.line}:${place?.range?.start.column} ${message}`);
}

function policyOf(text: string, options: CompileOptions = {}): Policy {
  const compiled = compile([{ name: 'm.rego', text }], options);
  assert.ok(compiled.ok, JSON.stringify(compiled.problems));
  return compiled.value;
}

function valueOf(text: string, path: readonly string[], options: EvaluateOptions & CompileOptions = {}): unknown {
  const found = policyOf(text, options).document(path, options);
  assert.ok(found.ok, JSON.stringify(found.problems));
  return found.value;
}

function refusal(text: string, options: EvaluateOptions = {}): string {
  const found = policyOf(text).document(['a', 'p'], options);
  assert.ok(!found.ok);
  return found.problems[0]?.message ?? '';
}

describe('syntax errors', () => {
  it('say what was expected and where, several per module', () => {
    const found = messages('package a\np if { x := }\nq := [1, 2\nr if {\n');
    assert.deepEqual(found, [
      '2:13 rego_parse_error: unexpected } token: expected a term',
      '4:1 rego_parse_error: unexpected identifier r token: expected ] or ,',
      '5:1 rego_parse_error: unexpected eof token: expected a body that is not empty',
    ]);
  });
  it('tell version 0 from version 1', () => {
    const text = 'package a\np { input.x }\n';
    assert.deepEqual(messages(text), ['2:3 rego_parse_error: unexpected { token: `if` keyword is required before rule body']);
    assert.deepEqual(messages(text, { version: 'v0' }), []);
    assert.deepEqual(messages(`package a\nimport rego.v1\np { input.x }\n`, { version: 'v0' }).length, 1);
    assert.deepEqual(messages('package a\nimport future.keywords.in\np { 1 in [1] }\n', { version: 'v0' }), []);
  });
  it('refuse an else that nothing can lead to', () => {
    assert.deepEqual(messages('package a\nf(x) := x.y else := 1\n'), [
      '2:13 rego_parse_error: unexpected else keyword token: a rule without a body has no else',
    ]);
    assert.deepEqual(messages('package a\np := 1 if input.x else := 2\n'), []);
  });
  it('refuse defaults that would have to be evaluated', () => {
    assert.deepEqual(messages('package a\ndefault p := input.x\n'), [
      '2:1 rego_parse_error: illegal default rule (value cannot contain ref)',
    ]);
  });
});

describe('compile errors', () => {
  it('name the variable that nothing binds', () => {
    assert.deepEqual(
      messages('package a\np if { x > 1 }\nq if { not y }\nr := {z | true}\ns if { results := nothing; count(results) == 0 }\n'),
      [
        '2:8 rego_unsafe_var_error: var x is unsafe',
        '3:8 rego_unsafe_var_error: var y is unsafe',
        '4:7 rego_unsafe_var_error: var z is unsafe',
        '5:8 rego_unsafe_var_error: var nothing is unsafe',
      ],
    );
  });
  it('find what can never hold', () => {
    assert.deepEqual(
      messages('package a\np := count(1)\nq if { x := {"a": 1}; x.b == 2 }\nr if { 1 = "a" }\ns := startswith("a")\nt := foo(1)\n').length,
      2,
    );
    assert.deepEqual(messages('package a\np := count(1)\nq if { x := {"a": 1}; x.b == 2 }\nr if { 1 = "a" }\n'), [
      '2:6 rego_type_error: count: invalid argument(s): have: (number), want: (collection: any<array[any], object[any: any], set[any], string>)',
      '3:25 rego_type_error: undefined ref: x.b: have: "b", want: one of: ["a"]',
      '4:8 rego_type_error: match error: left: number, right: string',
    ]);
  });
  it('find rules that depend on themselves', () => {
    assert.deepEqual(messages('package a\np := q\nq := r\nr if p\n'), [
      '2:1 rego_recursion_error: rule data.a.p is recursive: data.a.p -> data.a.q -> data.a.r -> data.a.p',
    ]);
  });
  it('find rules that contradict each other', () => {
    assert.deepEqual(messages('package a\np := 1\np contains 2\n'), ['3:1 rego_type_error: conflicting rules data.a.p found']);
  });
  it('suggest the function that was meant', () => {
    const compiled = compile([{ name: 'm.rego', text: 'package a\np := startwith("a", "b")\n' }]);
    assert.match(compiled.problems[0]?.hint ?? '', /startswith/);
  });
  it('are more in strict mode', () => {
    const text = 'package a\nimport data.foo\np if { x := 1 }\nf(a) := 1\n';
    assert.deepEqual(messages(text), []);
    assert.deepEqual(messages(text, { strict: true }), [
      '3:8 rego_compile_error: assigned var x unused',
      '4:3 rego_compile_error: unused argument a. (hint: use _ (wildcard variable) instead)',
      '2:1 rego_compile_error: import data.foo unused',
    ]);
  });
  it('take an argument for used that any of the else branches uses', () => {
    const text = 'package a\nf(a, b) := 1 if {\n\ta.x\n} else := 2\ng(a) := 1 if {\n\tinput.x\n} else := a\n';
    assert.deepEqual(messages(text, { strict: true }), [
      '2:6 rego_compile_error: unused argument b. (hint: use _ (wildcard variable) instead)',
    ]);
  });
});

describe('evaluation', () => {
  it('keeps numbers exact and output in order', () => {
    const policy = policyOf('package a\np := [12345678901234567890 + 1, 0.1 + 0.2, {3, 1, 2}, {"b": 1, "a": 2}]\n');
    const found = policy.value(['a', 'p']);
    assert.equal(found.ok && formatJson(found.value ?? null), '[12345678901234567891,0.3,[1,2,3],{"a":2,"b":1}]');
  });
  it('tells conflicts with their place', () => {
    const found = policyOf('package a\np := 1 if input.x\np := 2 if input.y\n').document(['a', 'p'], { input: { x: true, y: true } });
    assert.equal(found.problems[0]?.message, 'eval_conflict_error: complete rules must not produce multiple outputs');
    assert.equal(found.problems[0]?.place?.range?.start.line, 3);
  });
  it('makes errors of builtins undefined, unless they are strict', () => {
    assert.equal(valueOf('package a\np := to_number("x")\n', ['a', 'p']), undefined);
    assert.match(refusal('package a\np := to_number(input)\n', { input: 'x', strictErrors: true }), /^eval_builtin_error: to_number: /);
  });
  it('answers http.send from the table of the host only', () => {
    const text = 'package a\np := http.send({"method": "get", "url": "https://example.com/a"}).body.x\n';
    assert.equal(valueOf(text, ['a', 'p']), undefined);
    assert.equal(valueOf(text, ['a', 'p'], { host: { http: () => ({ status_code: 200, body: { x: 7 } }) } }), 7);
    assert.match(refusal(text, { strictErrors: true }), /requests are answered from the host's table only/);
  });
  it('knows neither time nor chance of its own', () => {
    assert.match(refusal('package a\np := time.now_ns()\n', { strictErrors: true }), /time/);
    assert.equal(valueOf('package a\np := time.now_ns()\n', ['a', 'p'], { host: { now: 5n } }), 5);
    const host = { seed: 's' };
    const text = 'package a\np := [rand.intn("x", 1000), uuid.rfc4122("k")]\n';
    assert.deepEqual(valueOf(text, ['a', 'p'], { host }), valueOf(text, ['a', 'p'], { host }));
  });
  it('prints undefined arguments too', () => {
    const printed: string[] = [];
    valueOf('package a\np if { print("x is", input.x); true }\n', ['a', 'p'], { host: { print: (text) => printed.push(text) } });
    assert.deepEqual(printed, ['x is <undefined>']);
  });
});

describe('budgets', () => {
  const slow = 'package a\np := count([1 | numbers.range(1, 1000)[_]; numbers.range(1, 1000)[_]; numbers.range(1, 1000)[_]])\n';
  it('end evaluations that take too many steps', () => {
    assert.match(refusal(slow, { maxSteps: 100_000 }), /^eval_limit_error: evaluation took more than 100000 steps/);
  });
  it('end evaluations that collect too much', () => {
    assert.match(refusal(slow, { maxItems: 10_000 }), /^eval_limit_error: evaluation collected more than 10000 items/);
  });
  it('end evaluations that the host cancels', () => {
    assert.equal(refusal(slow, { host: { isCancelled: () => true } }), 'eval_cancel_error: caller cancelled query execution');
  });
  it('end texts that double', () => {
    const doubling = Array.from({ length: 40 }, (_, i) => `x${i + 1} := concat("", [x${i}, x${i}])`).join('; ');
    assert.match(refusal(`package a\np if { x0 := "ab"; ${doubling}; x40 != "" }\n`), /^eval_limit_error: concat: text of more than/);
  });
  it('refuse documents that contain themselves', () => {
    const cyclic: Record<string, unknown> = {};
    cyclic['a'] = cyclic;
    assert.match(refusal('package a\np := input\n', { input: cyclic }), /contains itself/);
    assert.equal(compile([], { data: cyclic }).ok, false);
  });
  it('refuse modules that are nested too deep', () => {
    for (const text of ['-'.repeat(100_000), '['.repeat(100_000), '{x |'.repeat(20_000), 'f('.repeat(50_000)]) {
      const compiled = compile([{ name: 'm.rego', text: `package a\np := ${text}1\n` }]);
      assert.equal(compiled.ok, false);
    }
  });
  it('match patterns in linear time', () => {
    const text = 'package a\np := regex.match("^(a+)+$", input)\n';
    assert.equal(valueOf(text, ['a', 'p'], { input: `${'a'.repeat(5000)}!` }), false);
  });
});

it('orders statements so that a value waits for what it is made of', () => {
  const text = `package a
p := [x | x = x * 1; x = input.n[_]]
q := {[y, k] | {"k": y, "m": k} = {"k": k, "m": k}; k = input.n[_]}
r := {"k": [i | some i in input.n], "n": {e: i | e := input.n[i]}} if { count({i | i := input.n[_]}) > 0 }`;
  assert.deepEqual(valueOf(text, ['a'], { input: { n: [1, 2] } }), {
    p: [1, 2],
    q: [
      [1, 1],
      [2, 2],
    ],
    r: { k: [1, 2], n: { '1': 0, '2': 1 } },
  });
});

/** What `opa eval` 1.13.1 says to the same rules and input. */
describe('what a negation covers', () => {
  const holds = (body: string): boolean => {
    const text = `package a\nf(x) if x == "A"\nsome_true(x) if x[_]\np if { ${body} }`;
    return valueOf(text, ['a', 'p'], { input: { s: 'q', c: ['b', 'A'], o: {} } }) === true;
  };
  it('are the comparisons and references of its expression', () => {
    for (const body of [
      'not input.missing',
      'not 1 == input.missing',
      'not data.a.nothing == 1',
      'not count([1 | input.missing]) > 0',
      'not input.s == {y | y := upper(input.missing)}',
      'not f(input.s)',
      'not $"{upper(input.missing)}" == "A"',
    ])
      assert.equal(holds(body), true, body);
  });
  it('are no calls inside of other terms, and no references that are arguments', () => {
    for (const body of [
      'not f(input.missing)',
      'not startswith(input.missing, "A")',
      'not upper(input.missing) == "A"',
      'not input.missing + 1 > 2',
      'not input.missing != 1',
      'not [input.missing] == [input.s]',
      'not some_true([input.missing])',
      'not input.o[upper(input.missing)]',
      'not input.missing in {"A"}',
      'x := 1; not x == to_number(input.s)',
      'every x in [1] { not x == to_number(input.s) }',
      'not input.s with input.c as input.missing',
    ])
      assert.equal(holds(body), false, body);
  });
  it('is asked about each member that a call inside enumerates', () => {
    assert.deepEqual(messages('package a\nf(x) if x == 1\np if { not f(input.c[_]) }'), ['3:8 rego_unsafe_var_error: var _ is unsafe']);
    assert.equal(holds('not f(upper(input.c[_]))'), true);
    assert.equal(holds('not f(upper(input.c[_])) with input.c as ["a"]'), false);
    assert.equal(holds('not count(input.c[i]) == 2; i == 1'), true);
  });
});

/** What `opa eval` 1.13.1 says to the same calls. */
it('sprintf writes numbers and texts as Go does', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['sprintf("%v %v %v", [123456789.5, 0.00001234, 2.5])', '1.234567895e+08 1.234e-05 2.5'],
    ['sprintf("%.0f %.1f %.2v %8.3g|", [2.5, 0.25, -2.25, 99.995])', '2 0.2 -2.2      100|'],
    ['sprintf("%5.2f %x %d", ["A b", [1], true])', '%!f(string=   A ) 5b315d %!d(string=true)'],
    ['sprintf("%q %q %q", ["é\\u0000\\n\\"", 65, -3])', "\"é\\x00\\n\\\"\" 'A' '\ufffd'"],
    ['sprintf("%+d %+v %#v %08d %-4d| %#x", [5, 5, "a", -42, 7, 255])', '+5 5 "a" -0000042 7   | 0xff'],
    ['sprintf("%.2f %.2f", [2, 2.5])', '%!f(int=02) 2.50'],
    ['sprintf("%s %s", [12, 12345678901234567890])', '%!s(int=12) 12345678901234567890'],
  ];
  for (const [call, want] of cases) assert.equal(valueOf(`package a\np := ${call}`, ['a', 'p']), want, call);
});

describe('comprehensions that join', () => {
  const size = 20_000;
  const data = {
    pods: Array.from({ length: size }, (_, i) => ({ name: `p${i}`, app: `a${i % 5000}` })),
    services: Array.from({ length: size }, (_, i) => ({ name: `s${i}`, app: `a${i}` })),
  };
  it('take as many steps as there are members, not their product', () => {
    const text = `package a
p := count([name | some service in data.services; names := {pod.name | some pod in data.pods; pod.app == service.app}; count(names) == 4; name := service.name])`;
    assert.equal(valueOf(text, ['a', 'p'], { data, maxSteps: 1_000_000 }), 5000);
  });
  it('are evaluated as they stand where an index would be more work', () => {
    const text = `package a
p := [n | some k in [1, 2, 3]; n := count({x | some a in [1, 2, 3]; a == k; some x in numbers.range(1, 1000 * a * a * a * a * a * a)})]`;
    assert.deepEqual(valueOf(text, ['a', 'p'], { maxSteps: 900_000 }), [1000, 64_000, 729_000]);
  });
});

describe('what a host adds', () => {
  it('is a function of the language, and its problems make an expression undefined', () => {
    const functions: CompileOptions['functions'] = {
      'host.double': {
        arity: 1,
        call: ([n]) => (typeof n === 'number' ? succeed(n * 2) : fail({ code: 'not-evaluated', message: 'no number' })),
      },
    };
    const text =
      'package a\np := host.double(input.n)\nq := "none" if not host.double("x")\nr := [x | some x in [1, 2]; host.double(x) == 4]';
    assert.deepEqual(valueOf(text, ['a'], { functions, input: { n: 21 } }), { p: 42, q: 'none', r: [2] });
    const strict = policyOf(text, { functions }).document(['a', 'q'], { strictErrors: true });
    assert.deepEqual(strict.problems[0]?.message, 'eval_builtin_error: host.double: no number');
    assert.deepEqual(messages('package a\np := host.double(1, 2, 3)', { functions }), [
      '2:6 rego_type_error: host.double: arity mismatch: have 3 arguments, want 1',
    ]);
  });
  it('may take builtins away', () => {
    const builtins = new Set(['count', 'eq', 'plus']);
    assert.deepEqual(messages('package a\np := count([1]) + 1\nq := opa.runtime()', { builtins }), [
      '3:6 rego_type_error: undefined function opa.runtime',
    ]);
  });
  it('learns where a policy printed', () => {
    const seen: string[] = [];
    const print = (text: string, place?: Place): void => void seen.push(`${place?.file}:${place?.range?.start.line} ${text}`);
    policyOf('package a\np if {\n  print("x", input.y, {1})\n}').document(['a'], { host: { print } });
    assert.deepEqual(seen, ['m.rego:3 x <undefined> {1}']);
  });
});

describe('observation', () => {
  const text = `package a
allow if {
  some c in input.containers
  c.image == "x"
  good(c)
}
good(c) if {
  n := count(c.ports)
  n > 2
}
never if input.missing
`;
  const input = { containers: [{ image: 'x', ports: [1] }] };
  const observed = policyOf(text).observe(['a'], { input, trace: true });
  assert.ok(observed.ok);
  const { rules, trace, coverage } = observed.value;

  it('names the expression that failed last, with the values it saw', () => {
    const good = rules.find(({ rule }) => rule === 'data.a.good');
    assert.equal(good?.lastFailure?.place.text, 'n > 2');
    assert.deepEqual(good.lastFailure.bindings, [['n', '1']]);
    const allow = rules.find(({ rule }) => rule === 'data.a.allow');
    assert.equal(allow?.lastFailure?.place.position.line, 5);
  });
  it('traces calls by depth', () => {
    const entered = trace.filter(({ kind }) => kind === 'enter').map(({ depth, place }) => `${depth} ${place?.position.line}`);
    assert.deepEqual(entered, ['0 2', '1 7', '0 11']);
  });
  it('counts steps and evaluations by rule', () => {
    assert.ok(rules.every(({ evaluations, held }) => evaluations === 1 && held === 0));
    assert.equal(rules[0]?.rule, 'data.a.allow');
  });
  it('covers lines', () => {
    assert.deepEqual(coverage, [{ module: 'm.rego', covered: [3, 4, 5, 8, 9], notCovered: [2, 7, 11], reached: [3, 4, 5, 8, 9, 11] }]);
  });
});
