import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type LanguageVersion, parseModule } from '../syntax/index.ts';
import { LINT_RULES, lintModules } from './index.ts';

/** What is found, as `line rule`. */
function lint(text: string, { name = 'a.rego', version = 'v1' }: { name?: string; version?: LanguageVersion } = {}): readonly string[] {
  const { module, errors } = parseModule(name, text, version);
  assert.deepEqual(errors, []);
  return lintModules([module]).map(({ rule, place }) => `${place.range.start.line} ${rule}`);
}

/** The rules that a body breaks, of a module with nothing else in it. */
function lintBody(...lines: readonly string[]): readonly string[] {
  return lint(`package a\n\np if {\n${lines.join('\n')}\n}\n`).map((found) => found.replace(/^\d+ /, ''));
}

describe('lintModules', () => {
  it('finds what nothing uses', () => {
    assert.deepEqual(lint('package a\n\nimport data.b\nimport data.c as d\n\np := d.x\n'), ['3 unused-import']);
    assert.deepEqual(lintBody('x := 1', 'input.y'), ['unused-variable']);
    assert.deepEqual(lintBody('some x', 'input.y'), ['unused-variable']);
    assert.deepEqual(lintBody('[x, _] := input.y', 'x > 1'), []);
    assert.deepEqual(lintBody('x := 1', 'input.y == {"z": [x]}'), []);
    assert.deepEqual(lint('package a\n\nf(x) := y if {\n\ty := input.z\n}\n'), []);
    assert.deepEqual(lint('package a\n\nimport data.b\n\np if b.f(1)\n'), []);
  });

  it('finds variables that hide rules and imports', () => {
    const module = (body: string): string => `package a\n\nimport data.b\n\nr := 1\n\np if {\n\t${body}\n\tb.x == r\n}\n`;
    assert.deepEqual(lint(module('some r in input.x')), ['8 shadowed-name']);
    assert.deepEqual(lint(module('every b in input.x { b > 1 }')), ['8 shadowed-name']);
    assert.deepEqual(lint(module('some s in input.x; s > 1')), []);
    assert.deepEqual(lint('package a\n\nr := 1\n\nf(r) := r\n'), ['5 shadowed-name']);
    const [first, second] = ['package a\n\nr := 1\n', 'package a\n\np if {\n\tr := input.x\n\tr > 1\n}\n'].map(
      (text, i) => parseModule(`${i}.rego`, text).module,
    );
    assert.ok(first && second);
    assert.deepEqual(
      lintModules([second, first]).map(({ message }) => message),
      ['r hides data.a.r'],
    );
  });

  it('finds conditions that are always or never met', () => {
    for (const line of ['1 == 1', '"a" != "a"', '1 > 2', 'false', '"text"', '{}', '[1, 2]', 'not false', '1 = 1', 'input.a == input.a'])
      assert.deepEqual(lintBody('input.x', line), ['constant-condition'], line);
    for (const line of [
      'true',
      'input.a == input.b',
      'input.a[_] == input.a[_]',
      '[input.a]',
      '1 == input.x',
      'not input.a',
      'f(1) == f(1)',
    ])
      assert.deepEqual(lintBody('input.x', line), [], line);
    assert.deepEqual(lintBody('input.x == $"{1}"'), []);
    assert.deepEqual(lint('package a\n\np if {}\n'), ['3 constant-condition']);
  });

  it('finds values that stand where a comparison is meant', () => {
    assert.deepEqual(lintBody('count(input.x)'), ['value-as-condition']);
    assert.deepEqual(lintBody('not count(input.x)'), ['value-as-condition']);
    assert.deepEqual(lintBody('input.x + 1'), ['value-as-condition']);
    assert.deepEqual(lintBody('count(input.x) > 0'), []);
    assert.deepEqual(lintBody('count(input.x, 2)'), []);
    assert.deepEqual(lintBody('to_number(input.x)'), []);
    assert.deepEqual(lint('package a\n\ncount(x) if x > 1\n\np if count(input.x)\n'), []);
  });

  it('finds != over all members', () => {
    assert.deepEqual(lintBody('input.x[_] != "a"'), ['not-equals-any']);
    assert.deepEqual(lintBody('"a" != input.x[_].name'), ['not-equals-any']);
    assert.deepEqual(lintBody('some x in input.x', 'x != "a"'), []);
    assert.deepEqual(lintBody('input.x[_] == "a"'), []);
    assert.deepEqual(lintBody('input.x[_] != input.y[_]'), []);
  });

  it('finds formats and patterns that cannot do what is meant', () => {
    assert.deepEqual(lintBody('input.x == sprintf("%s %s", [input.y])'), ['sprintf-arguments']);
    assert.deepEqual(lintBody('input.x == sprintf("%s", [input.y, input.z])'), ['sprintf-arguments']);
    assert.deepEqual(lintBody('input.x == sprintf("%s %% %[1]s %*d", [input.y, 3, input.z])'), []);
    assert.deepEqual(lintBody('input.x == sprintf("%s %% %*d", [input.y, 3, input.z])'), []);
    assert.deepEqual(lintBody('input.x == sprintf(input.format, [input.y])'), []);
    assert.deepEqual(lintBody('regex.match(`(?=a)`, input.x)'), ['invalid-regex']);
    assert.deepEqual(lintBody('regex.match("\\\\d+", input.x)'), ['escaped-regex']);
    assert.deepEqual(lintBody('regex.match(`\\d+`, input.x)'), []);
    assert.deepEqual(lintBody('regex.replace(input.x, `[a`, "b") == "c"'), ['invalid-regex']);
    assert.deepEqual(lintBody('regex.is_valid("[a")'), []);
  });

  it('finds branches, rules and values that cannot be meant', () => {
    assert.deepEqual(lint('package a\n\np := 1 if { true } else := 2 if { input.x }\n'), ['3 unreachable-else']);
    assert.deepEqual(lint('package a\n\np := 1 if { input.x } else := 2\n'), []);
    assert.deepEqual(lint('package a\n\np := input.x[_]\n'), ['3 many-values']);
    assert.deepEqual(lint('package a\n\np := input.x[_] if input.y\n\nq contains input.x[_]\n\nr := {x | x := input.x[_]}\n'), []);
    assert.deepEqual(lint('package a\n\np if input.x\n\np if  input.x\n\np if input.y\n'), ['5 duplicate-rule']);
  });

  it('finds tests that are none, and what version 1 gave up', () => {
    assert.deepEqual(lint('package a\n\np := 1\n', { name: 'x/a_test.rego' }), ['1 no-tests']);
    assert.deepEqual(lint('package a\n\ntodo_test_p if true\n', { name: 'a_test.rego' }), []);
    const old = 'package a\n\np { re_match("a", input.x) }\n';
    assert.deepEqual(lint(old, { version: 'v0' }), ['1 old-syntax', '3 deprecated-builtin']);
  });

  it('keeps quiet where a comment or the caller says so', () => {
    assert.deepEqual(lintBody('1 == 1 # seawall: ignore constant-condition', 'input.x'), []);
    assert.deepEqual(lintBody('# seawall: ignore unused-variable, constant-condition', '1 == 1', '2 == 2'), ['constant-condition']);
    assert.deepEqual(lintBody('1 == 1 # seawall: ignore unused-import'), ['constant-condition']);
    const { module } = parseModule('a.rego', 'package a\n\np if 1 == 1\n');
    assert.deepEqual(lintModules([module], new Set(['constant-condition'])), []);
  });

  it('leaves what is nested too deep to the compiler', () => {
    const { module } = parseModule('a.rego', `package a\n\np := ${Array.from({ length: 60_000 }, () => '1').join(' + ')}\n`);
    assert.deepEqual(lintModules([module]), []);
    const chain = parseModule('a.rego', `package a\n\np if { x } ${'else := 2 if { input.x } '.repeat(50_000)}\n\nq := 1\n`);
    assert.deepEqual(
      chain.errors.map(({ message, position }) => `${position.line} ${message}`),
      ['3 the statement is nested too deep'],
    );
    assert.equal(chain.module.rules.length, 1);
  });

  it('says of every rule what it leads to and what to do', () => {
    assert.equal(new Set(LINT_RULES).size, LINT_RULES.length);
    const { module } = parseModule('a.rego', 'package a\n\np if 1 == 1\n');
    const [finding] = lintModules([module]);
    assert.ok(finding && finding.why.length > 20 && finding.remedy.length > 10);
    assert.deepEqual(finding.place, { file: 'a.rego', range: { start: { line: 3, column: 6 }, end: { line: 3, column: 7 } } });
  });
});
