/** Texts made to exhaust a reader. No time is asserted: without a bound these tests would not end, or end the process. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readYaml, type YamlStream } from './read.ts';

function assertLimit({ documents, errors }: YamlStream): void {
  assert.equal(documents.length, 0);
  assert.deepEqual(
    errors.map(({ isLimit }) => isLimit),
    [true],
  );
}

describe('a hostile text', () => {
  it('nested too deep is a limit, whatever it nests', () => {
    for (const text of ['['.repeat(100_000), '{a: '.repeat(100_000), '- '.repeat(100_000), '? '.repeat(100_000), '[{a: '.repeat(5000)])
      assertLimit(readYaml(text));
    assertLimit(readYaml(Array.from({ length: 3000 }, (_, index) => `${' '.repeat(index)}a:`).join('\n')));
  });

  it('nested as deep as the limit allows is read and located', () => {
    const [document] = readYaml(`${'['.repeat(490)}x${']'.repeat(490)}`).documents;
    assert.deepEqual(document?.locate(Array.from({ length: 490 }, () => 0)), { start: 490, end: 491, exact: true });
  });

  it('of aliases that multiply is a limit', () => {
    const letters = [...'abcdefghi'];
    const lines = letters.slice(1).map((letter, index) => `${letter}: &${letter} [${Array(9).fill(`*${letters[index]}`).join(',')}]`);
    assertLimit(readYaml(`a: &a [${'x,'.repeat(9)}]\n${lines.join('\n')}`));
  });

  it('of merges that multiply is a limit', () => {
    const lines = Array.from(
      { length: 30 },
      (_, index) => `b${index}: &b${index} {<<: [*${index ? `b${index - 1}` : 'a'}, *${index ? `b${index - 1}` : 'a'}], y${index}: 1}`,
    );
    assertLimit(readYaml(`a: &a {x: 1}\n${lines.join('\n')}`));
  });

  it('may use aliases as much as real documents do', () => {
    assert.equal(readYaml(`a: &a [${'x,'.repeat(1000)}]\nb: [${'*a,'.repeat(300)}]`).errors.length, 0);
  });

  it('whose anchor contains itself is refused', () => {
    for (const text of ['a: &x [1, *x]', '&x {a: *x}', 'a: &x {<<: *x}'])
      assert.match(readYaml(text).errors[0]?.message ?? '', /contains itself/, text);
  });

  it('with a scalar of five million characters is read', () => {
    const long = 'x'.repeat(5_000_000);
    assert.deepEqual(readYaml(`a: ${long}\nb: "${long}"`).documents[0]?.value, { a: long, b: long });
  });

  it('with ten thousand anchors, documents, errors, comments or duplicates is read', () => {
    const many = 10_000;
    assert.equal(readYaml(Array.from({ length: many }, (_, index) => `k${index}: &a${index} ${index}`).join('\n')).documents.length, 1);
    assert.equal(readYaml('---\na: 1\n'.repeat(many)).documents.length, many);
    assert.equal(readYaml('---\na: [\n'.repeat(many)).errors.length, many);
    assert.equal(readYaml(`${'# c\n'.repeat(many)}a: 1`).documents.length, 1);
    assert.equal(readYaml('a: 1\n'.repeat(many)).documents[0]?.duplicates.length, many - 1);
    assert.equal(readYaml('---\n'.repeat(many)).documents.length, 0);
  });

  it('that needs more repairs of its indentation than are worth their time is a limit', () => {
    assertLimit(readYaml(`a:\n${Array.from({ length: 3000 }, (_, index) => `  k${index}: "x\ny"`).join('\n')}`));
  });

  it('of one character over and over ends in a value or an error', () => {
    for (const character of ':?!&*"\'|>%@`#,[]{}-\t \n\r\0\uFEFF\u2028') {
      const { documents, errors } = readYaml(character.repeat(50_000));
      assert.ok(documents.length + errors.length <= 1, JSON.stringify(character));
    }
  });
});
