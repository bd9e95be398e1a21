import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { folderWith, type Run, runSeawall } from './run-seawall.ts';

function parse(files: Readonly<Record<string, string>>, ...args: readonly string[]): Run {
  return runSeawall(['policy', 'parse', ...args], { cwd: folderWith(files) });
}

const MODULE = `# METADATA
# title: t
package a.b

import data.lib as l

default allow := false

p[x].y contains l.f(_, x) if {
  not input.z
  some x in {3, "a", 1}
}
`;

describe('seawall policy parse', () => {
  it('shows what policies see of a configuration', () => {
    const { status, stdout } = parse({ 'a.yaml': 'b: [1, <x>]\na: null\n' }, 'a.yaml');
    assert.equal(status, 0);
    assert.equal(stdout, '{\n  "a": null,\n  "b": [\n    1,\n    "\\u003cx\\u003e"\n  ]\n}\n');
  });

  it('shows several by their names, and as the list that --combine gives', () => {
    const files = { 'a.yaml': 'x: 1\n---\nx: 2\n', 'b.toml': 'y = true\n' };
    assert.deepEqual(JSON.parse(parse(files, 'a.yaml', 'b.toml').stdout), { 'a.yaml': [{ x: 1 }, { x: 2 }], 'b.toml': { y: true } });
    const { stdout } = parse(files, '--combine', 'a.yaml', 'b.toml');
    assert.ok(stdout.startsWith('[\n\t{\n\t\t"path": "a.yaml",\n\t\t"contents": {\n\t\t\t"x": 1\n\t\t}\n\t},\n'), stdout);
    assert.deepEqual(JSON.parse(stdout), [
      { path: 'a.yaml', contents: { x: 1 } },
      { path: 'a.yaml', contents: { x: 2 } },
      { path: 'b.toml', contents: { y: true } },
    ]);
  });

  it('tells what cannot be read, and shows the rest', () => {
    const { status, stdout, stderr } = parse({ 'a.yaml': 'x: [\n', 'b.json': '{}', c: '' }, 'a.yaml', 'b.json', 'c', 'missing.yaml');
    assert.equal(status, 1);
    assert.equal(stdout, '{}\n');
    assert.match(stderr, /at a\.yaml:/);
    assert.match(stderr, /no parser is known[\s\S]*at c\n[\s\S]*at missing\.yaml/);
  });

  // As opa 1.13.1 prints it.
  it('shows the tree of a module', () => {
    const { status, stdout } = parse({ 'm.rego': MODULE }, '--format', 'json', '--json-include=-comments', 'm.rego');
    assert.equal(status, 0);
    const variable = (value: string): unknown => ({ type: 'var', value });
    const text = (value: string): unknown => ({ type: 'string', value });
    const ref = (...value: readonly unknown[]): unknown => ({ type: 'ref', value });
    assert.deepEqual(JSON.parse(stdout), {
      package: { path: [variable('data'), text('a'), text('b')] },
      imports: [{ alias: 'l', path: ref(variable('data'), text('lib')) }],
      annotations: [{ scope: 'package', title: 't' }],
      rules: [
        {
          body: [{ index: 0, terms: { type: 'boolean', value: true } }],
          default: true,
          head: { name: 'allow', value: { type: 'boolean', value: false }, assign: true, ref: [variable('allow')] },
        },
        {
          body: [
            { index: 0, negated: true, terms: ref(variable('input'), text('z')) },
            {
              index: 1,
              terms: {
                symbols: [
                  {
                    type: 'call',
                    value: [
                      ref(variable('internal'), text('member_2')),
                      variable('x'),
                      { type: 'set', value: [{ type: 'number', value: 1 }, { type: 'number', value: 3 }, text('a')] },
                    ],
                  },
                ],
              },
            },
          ],
          head: {
            key: { type: 'call', value: [ref(variable('l'), text('f')), variable('$0'), variable('x')] },
            ref: [variable('p'), variable('x'), text('y')],
          },
        },
      ],
    });
    assert.match(parse({ 'm.rego': MODULE }, 'm.rego').stdout, /^module\n package\n {2}ref\n {3}data\n {3}"a"\n/);
  });

  it('tells where a module has a mistake', () => {
    const { status, stdout, stderr } = parse({ 'm.rego': 'package a\n\np if {\n  x :=\n}\n' }, 'm.rego');
    assert.deepEqual([status, stdout], [1, '']);
    const { errors } = JSON.parse(stderr);
    assert.deepEqual([errors[0].code, errors[0].location.row], ['rego_parse_error', 5]);
    assert.equal(parse({ 'm.rego': MODULE }, '--json-include', 'locations', 'm.rego').status, 2);
  });
});
