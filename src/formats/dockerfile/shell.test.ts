import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readShell } from './shell.ts';

const lines = (text: string): string[] =>
  readShell(text, 0).commands.map(({ program, words, joint }) => [joint ?? '-', program, ...words.map(({ value }) => value)].join(' '));

describe('the commands of a script', () => {
  it('are listed with what joins them', () => {
    assert.deepEqual(lines('set -e; a x && b "y z" || c | d'), ['- set -e', '; a x', '&& b y z', '|| c', '| d']);
  });

  it('include those in loops, conditions, groups and functions', () => {
    const programs = readShell('if a; then b; fi; for x in 1; do c $x; done; (d); { e; }; f() { g; }; while h; do i; done', 0).commands;
    assert.deepEqual(
      programs.map(({ program }) => program),
      ['a', 'b', 'c', 'd', 'e', 'g', 'h', 'i'],
    );
  });

  it('are looked at behind sudo, env, xargs and their like', () => {
    const cases = [
      'sudo -E -u x apt-get',
      'env A=b apt-get',
      'exec apt-get',
      '/usr/bin/sudo /usr/bin/apt-get',
      'timeout -k 5 10 apt-get',
      'xargs -n 1 apt-get',
      'nice -n 5 sudo apt-get',
    ];
    for (const text of cases) assert.equal(readShell(`${text} install`, 0).commands[0]?.program, 'apt-get', text);
    assert.equal(readShell('sudo', 0).commands[0]?.program, 'sudo');
    assert.equal(readShell('$X install', 0).commands[0]?.program, '');
  });

  it('in substitutions and inline scripts know what they are part of', () => {
    const { commands } = readShell('sh -c "$(curl a)"; bash -c \'wget b | sh\'', 0);
    assert.deepEqual(
      commands.map(({ program, parent }) => [program, parent?.program]),
      [
        ['sh', undefined],
        ['curl', 'sh'],
        ['bash', undefined],
        ['wget', 'bash'],
        ['sh', 'bash'],
      ],
    );
  });

  it('have exact offsets, in inline scripts too', () => {
    const text = 'apt-get install -y "a b" && bash -c \'wget  x\'';
    for (const { name, words } of readShell(text, 0).commands) {
      assert.equal(text.slice(name.start, name.end), name.value);
      for (const word of words) assert.ok(text.slice(word.start, word.end).includes(word.value), word.value);
    }
  });

  it('know their pipe, redirections and variables', () => {
    const [first, second] = readShell('A=b x 2>&1 > /y | z', 0).commands;
    assert.deepEqual(
      first?.assignments.map(({ name, value }) => [name, value]),
      [['A', 'b']],
    );
    assert.deepEqual(
      first?.redirections.map(({ operator, target }) => [operator, target?.value]),
      [
        ['>&', '1'],
        ['>', '/y'],
      ],
    );
    assert.deepEqual([first?.pipeline.length, second?.pipeline.index, first?.pipeline.id === second?.pipeline.id], [2, 1, true]);
  });
});

describe('scripts that no shell reads', () => {
  it('have errors with a place, and give what could be read', () => {
    const { commands, errors } = readShell('a && b "unclosed', 10);
    assert.equal(commands[0]?.program, 'a');
    assert.ok(errors.every(({ offset }) => offset >= 10));
  });

  it('made to exhaust a reader end soon', () => {
    for (const piece of ['$(', '(', '{ ', '`', '"$(', 'a|', 'a && ', '<<A ', 'if ', "sh -c '", '${x:-'])
      assert.ok(readShell(piece.repeat(Math.floor(90_000 / piece.length)), 0).commands.length <= 90_000);
    assert.equal(readShell('a '.repeat(200_000), 0).errors.length, 1);
  });
});
