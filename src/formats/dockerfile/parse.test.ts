import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { array, assert as assertProperty, constantFrom, property } from 'fast-check';
import { expandWord, variablesIn } from './expand.ts';
import { parseDockerfile } from './parse.ts';

const keywords = (text: string): string[] => parseDockerfile(text).instructions.map(({ keyword }) => keyword);
const first = (text: string): ReturnType<typeof parseDockerfile>['instructions'][number] => {
  const [instruction] = parseDockerfile(text).instructions;
  assert.ok(instruction);
  return instruction;
};

describe('directives', () => {
  it('stand at the very top, in any case', () => {
    const { directives, escape } = parseDockerfile('# Syntax=docker/dockerfile:1\n#escape = `\n# check=skip=all\nFROM a\n');
    assert.deepEqual(directives, { syntax: 'docker/dockerfile:1', escape: '`', check: 'skip=all' });
    assert.equal(escape, '`');
  });

  it('are comments after anything else', () => {
    assert.equal(parseDockerfile('# hello\n# escape=`\nFROM a\n').escape, '\\');
    assert.equal(parseDockerfile('\n# escape=`\nFROM a\n').escape, '\\');
    assert.equal(parseDockerfile('FROM a\n# escape=`\n').escape, '\\');
  });

  it('may follow a byte order mark', () => {
    const { escape, instructions } = parseDockerfile('\uFEFF# escape=`\r\nFROM a `\r\n  AS b\r\n');
    assert.equal(escape, '`');
    assert.deepEqual(
      instructions[0]?.words.map(({ text }) => text),
      ['a', 'AS', 'b'],
    );
  });
});

describe('line continuations', () => {
  it('join lines, over comments and empty lines', () => {
    const text = 'RUN a && \\\n  # why\n\n  b \\  \n  c\nUSER x\n';
    assert.deepEqual(keywords(text), ['RUN', 'USER']);
    const { words, start, end } = first(text);
    assert.deepEqual(
      words.map(({ text: word }) => word),
      ['a', '&&', 'b', 'c'],
    );
    assert.equal(text.slice(start, end), 'RUN a && \\\n  # why\n\n  b \\  \n  c');
    for (const word of words) assert.equal(text.slice(word.start, word.end), word.text);
  });

  it('join the halves of a word', () => {
    assert.deepEqual(
      first('ENV A=b\\\nc\n').words.map(({ text }) => text),
      ['A=bc'],
    );
  });

  it('are none where the escape character is escaped, or is another', () => {
    assert.deepEqual(keywords('RUN a \\\\\nUSER x\n'), ['RUN', 'USER']);
    assert.deepEqual(keywords('# escape=`\nRUN dir C:\\\nUSER x\n'), ['RUN', 'USER']);
    assert.deepEqual(keywords('# escape=`\nRUN a `\nUSER x\n'), ['RUN']);
  });

  it('may end the file', () => {
    assert.equal(first('RUN a \\').words.length, 1);
    assert.equal(first('RUN a \\\n').words.length, 1);
  });
});

describe('flags', () => {
  it('stand before the arguments, with their values', () => {
    const text = 'COPY --from=build --chown=a:b -- --x /y\n';
    const { flags, words } = first(text);
    assert.deepEqual(
      flags.map(({ name, value }) => [name, value]),
      [
        ['from', 'build'],
        ['chown', 'a:b'],
      ],
    );
    assert.equal(text.slice(flags[0]?.valueSpan.start, flags[0]?.valueSpan.end), 'build');
    assert.deepEqual(
      words.map(({ text: word }) => word),
      ['--x', '/y'],
    );
  });

  it('may have no value', () => {
    assert.deepEqual(
      first('COPY --link a b\n').flags.map(({ name, value }) => [name, value]),
      [['link', undefined]],
    );
  });
});

describe('the exec form', () => {
  it('is JSON, with the places of its members', () => {
    const text = 'CMD [ "a", \\\n  "b \\"c\\"" ]\n';
    const { json } = first(text);
    assert.deepEqual(
      json?.map((word) => [word.text, text.slice(word.start, word.end)]),
      [
        ['a', '"a"'],
        ['b "c"', '"b \\"c\\""'],
      ],
    );
  });

  it('is the shell form where it is no list of texts', () => {
    for (const text of ["['a']", '[a]', '["a",]', '["a"', '[1]', '["a"] b']) assert.equal(first(`CMD ${text}\n`).json, undefined, text);
  });
});

describe('heredocs', () => {
  it('end at their name', () => {
    const text = 'RUN <<EOF\na\n  EOF\nEOF\nUSER x\n';
    const { heredocs, start, end } = first(text);
    assert.deepEqual(keywords(text), ['RUN', 'USER']);
    assert.equal(text.slice(heredocs[0]?.body.start, heredocs[0]?.body.end), 'a\n  EOF\n');
    assert.equal(text.slice(start, end), 'RUN <<EOF\na\n  EOF\nEOF');
  });

  it('may be several, quoted, indented', () => {
    const text = 'COPY <<A <<-\'B C\' <<-"D" /x/\n1\nA\nUSER y\n\tD\nUSER x\n';
    const { heredocs } = first(text);
    assert.deepEqual(heredocs.map(({ name, isQuoted, isIndented }) => [name, isQuoted, isIndented]).slice(0, 1), [['A', false, false]]);
    const two = 'COPY <<A <<-"B" /x/\n1\nA\n2\n\tB\nUSER x\n';
    assert.deepEqual(
      first(two).heredocs.map(({ body }) => two.slice(body.start, body.end)),
      ['1\n', '2\n'],
    );
    assert.deepEqual(keywords(two), ['COPY', 'USER']);
  });

  it('are errors where they never end', () => {
    const { errors, instructions } = parseDockerfile('FROM a\nRUN <<EOF\na\n');
    assert.deepEqual(
      errors.map(({ message }) => message),
      ['heredoc EOF is never closed'],
    );
    assert.equal(instructions.length, 2);
  });

  it('are no heredocs in other instructions, nor in shifts', () => {
    assert.deepEqual(keywords('CMD cat <<EOF\nUSER x\n'), ['CMD', 'USER']);
    assert.deepEqual(keywords('RUN echo $((1 << 2))\nUSER x\n'), ['RUN', 'USER']);
  });

  it('of ONBUILD belong to what it defers', () => {
    const { instructions } = parseDockerfile('ONBUILD RUN <<EOF\na\nEOF\nUSER x\n');
    assert.equal(instructions[0]?.trigger?.heredocs.length, 1);
    assert.equal(instructions.length, 2);
  });

  it('with Windows line ends end too', () => {
    assert.deepEqual(keywords('RUN <<EOF\r\na\r\nEOF\r\nUSER x\r\n'), ['RUN', 'USER']);
  });
});

describe('broken instructions', () => {
  it('are errors with their place', () => {
    assert.deepEqual(parseDockerfile('FROM a\nRUN\nCMD\nUSER x\n').errors, [{ start: 7, end: 10, message: 'RUN without arguments' }]);
  });
});

describe('offsets', () => {
  const PIECES = [
    'FROM a AS b',
    'RUN x \\',
    '  # c',
    '',
    '  y "z"',
    '# c',
    'COPY --from=b <<E /x',
    'E',
    'CMD ["a", "b"]',
    'ENV A=b',
    'ONBUILD RUN a',
    '\tUSER x  ',
    'RUN \\',
    '[',
  ];
  it('of instructions follow each other, and everything between them is blank or a comment', () => {
    assertProperty(
      property(array(constantFrom(...PIECES), { maxLength: 12 }), constantFrom('\n', '\r\n'), (lines, newline) => {
        const text = lines.join(newline);
        let at = 0;
        for (const { start, end, keywordSpan, words, flags, keyword } of parseDockerfile(text).instructions) {
          assert.ok(start >= at && end >= start && end <= text.length);
          assert.match(text.slice(at, start), /^(?:\s|#[^\n]*)*$/);
          assert.equal(text.slice(keywordSpan.start, keywordSpan.end).toUpperCase(), keyword);
          for (const part of [...words, ...flags]) assert.ok(part.start >= start && part.end <= end && part.end > part.start);
          at = end;
        }
        assert.match(text.slice(at), /^(?:\s|#[^\n]*|[^\s]*\\)*$/);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('variables', () => {
  const values: Readonly<Record<string, string>> = { A: 'a', EMPTY: '' };
  const expand = (text: string): string | undefined => expandWord(text, (name) => values[name], '\\');

  it('are replaced, outside of single quotes', () => {
    const cases: readonly (readonly [string, string | undefined])[] = [
      ['x$A', 'xa'],
      ['${A}b', 'ab'],
      ['"$A b"', 'a b'],
      ["'$A'", '$A'],
      ['\\$A', '$A'],
      ['${X:-y}', 'y'],
      ['${EMPTY:-y}', 'y'],
      ['${EMPTY-y}', ''],
      ['${A:+y}', 'y'],
      ['${X:+y}', ''],
      ['${X:-${A}}', 'a'],
      ['${A:?gone}', 'a'],
      ['$X', undefined],
      ['${X:?gone}', undefined],
      ['${A#a}', undefined],
      ['${A', undefined],
      ['a$', 'a$'],
    ];
    for (const [text, expected] of cases) assert.equal(expand(text), expected, text);
  });

  it('that contain themselves without end stop', () => {
    assert.equal(expand(`${'${X:-'.repeat(100_000)}`), undefined);
  });

  it('are listed', () => {
    assert.deepEqual(variablesIn("$A/${B}:'$C'", '\\'), ['A', 'B']);
  });
});
