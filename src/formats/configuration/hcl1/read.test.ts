import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseConfiguration } from '../parse.ts';

async function read(text: string): Promise<unknown> {
  const outcome = await parseConfiguration('hcl1', text, { file: 'a.hcl' });
  assert.ok(outcome.ok, JSON.stringify(outcome.problems));
  return outcome.value.documents[0];
}

async function problemOf(text: string): Promise<{ readonly code: string; readonly message: string; readonly line?: number }> {
  const outcome = await parseConfiguration('hcl1', text, { file: 'a.hcl' });
  assert.ok(!outcome.ok);
  const [problem] = outcome.problems;
  assert.ok(problem);
  const line = problem.place?.range?.start.line;
  return { code: problem.code, message: problem.message, ...(line !== undefined && { line }) };
}

/** Each expected value is what `conftest parse --parser hcl1` 0.71.1 prints. */
describe('HCL 1', () => {
  it('makes a list of every block', async () => {
    assert.deepEqual(await read('r "aws" "one" {\n  x = true\n}\nr "aws" "two" { x = false }\nplain { y = 1 }'), {
      r: [{ aws: [{ one: [{ x: true }] }] }, { aws: [{ two: [{ x: false }] }] }],
      plain: [{ y: 1 }],
    });
  });

  it('reads literals, lists and nested texts', async () => {
    assert.deepEqual(await read('a = -0x1F\nb = 017\nc = 1e3\nd = [1, [2], {e = "x"}]\nf = "${g("h")}"\ni = "\\u00e9\\n"'), {
      a: -31,
      b: 15,
      c: 1000,
      d: [1, [2], { e: 'x' }],
      f: '${g("h")}',
      i: 'é\n',
    });
  });

  it('takes the indentation off heredocs where all lines have it', async () => {
    assert.deepEqual(await read('a = <<EOF\n x\nEOF\nb = <<-EOF\n   y\n   EOF\n'), { a: ' x\n', b: 'y\n' });
  });

  it('adds what comes again to lists, and keeps the type of what came first', async () => {
    assert.deepEqual(await read('a = [1]\na = [2]\nb = "x"\nb = 2\nc { d = 1 }\nc { e = 2 }'), {
      a: [1, 2],
      b: '2',
      c: [{ d: 1 }, { e: 2 }],
    });
  });

  it('keeps names that objects inherit as data', async () => {
    const value = await read('__proto__ { a = 1 }\nconstructor = 2');
    assert.equal(JSON.stringify(value), '{"__proto__":[{"a":1}],"constructor":2}');
  });

  it('tells where it is broken', async () => {
    assert.equal((await problemOf('a = 1\nb = "x\n')).line, 2);
    assert.match((await problemOf('a "b" = 1')).message, /not before =/);
    assert.match((await problemOf('a = 99999999999999999999')).message, /64 bits/);
    assert.match((await problemOf('a {')).message, /closing brace/);
  });

  it('ends early on nesting beyond its bound', async () => {
    assert.equal((await problemOf(`a = ${'['.repeat(100_000)}`)).code, 'limit');
    assert.equal((await problemOf('a { '.repeat(100_000))).code, 'limit');
  });
});
