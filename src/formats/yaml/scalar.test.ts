/**
 * What sigs.k8s.io/yaml v1.6.0 (YAMLToJSON) makes of scalars, measured with Go 1.26. Numbers that JavaScript cannot hold are compared as
 * JSON.parse reads them.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readYaml } from './read.ts';

const VALUES: readonly (readonly [string, unknown])[] = [
  ['y', true],
  ['Y', true],
  ['yes', true],
  ['Yes', true],
  ['YES', true],
  ['yEs', 'yEs'],
  ['n', false],
  ['N', false],
  ['no', false],
  ['No', false],
  ['NO', false],
  ['nO', 'nO'],
  ['on', true],
  ['On', true],
  ['ON', true],
  ['oN', 'oN'],
  ['off', false],
  ['Off', false],
  ['OFF', false],
  ['oFF', 'oFF'],
  ['true', true],
  ['True', true],
  ['TRUE', true],
  ['tRue', 'tRue'],
  ['false', false],
  ['False', false],
  ['FALSE', false],
  ['null', null],
  ['Null', null],
  ['NULL', null],
  ['nULL', 'nULL'],
  ['~', null],
  ['', null],
  ['.Nan', '.Nan'],
  ['.iNF', '.iNF'],
  ['inf', 'inf'],
  ['nan', 'nan'],
  ['NaN', 'NaN'],
  ['Infinity', 'Infinity'],
  ['0', 0],
  ['00', 0],
  ['01', 1],
  ['07', 7],
  ['08', 8],
  ['09', 9],
  ['0777', 511],
  ['0778', 778],
  ['-0777', -511],
  ['0o7', 7],
  ['0O17', 15],
  ['0o8', '0o8'],
  ['-0o7', -7],
  ['+0o7', 7],
  ['0x1F', 31],
  ['0X1f', 31],
  ['-0x1F', -31],
  ['+0x1f', 31],
  ['0xg', '0xg'],
  ['0x', '0x'],
  ['0b101', 5],
  ['0B11', 3],
  ['-0b101', -5],
  ['+0b1', 1],
  ['0b2', '0b2'],
  ['-0b', '-0b'],
  ['1_000', 1000],
  ['1__0', 10],
  ['_1', '_1'],
  ['1_', 1],
  ['0_7', 7],
  ['0x_1F', 31],
  ['0b1_0', 2],
  ['-1_0', -10],
  ['+_1', 1],
  ['+1', 1],
  ['+0', 0],
  ['-0', 0],
  ['-00', 0],
  ['1.', 1],
  ['1.0', 1],
  ['.5', 0.5],
  ['-.5', -0.5],
  ['+.5', 0.5],
  ['.5e3', 500],
  ['.1_2', 0.12],
  ['._1', '._1'],
  ['.1_', '.1_'],
  ['.1__2', '.1__2'],
  ['00.5', 0.5],
  ['08.5', 8.5],
  ['1e3', 1000],
  ['1E3', 1000],
  ['1e+3', 1000],
  ['1e-3', 0.001],
  ['1.e3', 1000],
  ['1e1_0', 10000000000],
  ['1e', '1e'],
  ['e3', 'e3'],
  ['1.5.2', '1.5.2'],
  ['.', '.'],
  ['..', '..'],
  ['+', '+'],
  ['-x', '-x'],
  ['--1', '--1'],
  ['+-1', '+-1'],
  ['1:20', '1:20'],
  ['1:20:30', '1:20:30'],
  ['190:20:30.15', '190:20:30.15'],
  ['2001-01-01', '2001-01-01'],
  ['2001-12-14 21:59:43.10 -5', '2001-12-14 21:59:43.10 -5'],
  ['9007199254740993', 9007199254740992],
  ['9223372036854775807', 9223372036854776000],
  ['9223372036854775808', 9223372036854776000],
  ['18446744073709551615', 18446744073709552000],
  ['18446744073709551616', 18446744073709552000],
  ['-9223372036854775808', -9223372036854776000],
  ['-9223372036854775809', -9223372036854776000],
  ['123456789012345678901234567890', 1.2345678901234568e29],
  ['0xFFFFFFFFFFFFFFFF', 18446744073709552000],
  ['0xFFFFFFFFFFFFFFFFF', '0xFFFFFFFFFFFFFFFFF'],
  ['-0x8000000000000001', '-0x8000000000000001'],
  ['07777777777777777777777', 7.777777777777777e21],
  ['1e308', 1e308],
  ['1e309', '1e309'],
  ['-1e400', '-1e400'],
  ['1e-400', 0],
  ['0x1p4', '0x1p4'],
  ['100m', '100m'],
  ['1Gi', '1Gi'],
  ['1.2.3', '1.2.3'],
  ['v1', 'v1'],
  ['1-2', '1-2'],
  ['=', '='],
  ['a#b', 'a#b'],
  ['http://x:80', 'http://x:80'],
  ['1 2', '1 2'],
  ['1,000', '1,000'],
  ['+.e3', '+.e3'],
  ['2e308', '2e308'],
  ['!!str 1', '1'],
  ['!!int "1"', 1],
  ['!!float 1', 1],
  ['!!bool yes', true],
  ['!!null ""', null],
  ['!!null ~', null],
  ['!!binary aGk=', 'hi'],
  ['!foo 1', '1'],
  ['! 1', '1'],
  ['!!str', ''],
  ['!!str ~', '~'],
  ['!!float "1.5"', 1.5],
  ['!!float 0x10', 16],
  ['!!timestamp 2001-01-01', '2001-01-01'],
  ['!!int 0777', 511],
  ['!!str yes', 'yes'],
  ['!<tag:yaml.org,2002:str> 1', '1'],
  ['"y"', 'y'],
  ["'1'", '1'],
];

const REFUSED: readonly string[] = ['!!int 1.5', '!!null x', '!!int x', '!!bool 1', '!!binary "@@"', '!!int ""', '!!float x'];

const KEYS: readonly (readonly [string, string])[] = [
  ['y', 'true'],
  ['No', 'false'],
  ['true', 'true'],
  ['1', '1'],
  ['0777', '511'],
  ['0x1F', '31'],
  ['1_000', '1000'],
  ['-0', '0'],
  ['+1', '1'],
  ['9007199254740993', '9007199254740993'],
  ['-9223372036854775808', '-9223372036854775808'],
  ['18446744073709551616', '1.8446744e+19'],
  ['1.0', '1'],
  ['1.30', '1.3'],
  ['1234567.5', '1.2345675e+06'],
  ['1e3', '1000'],
  ['1e7', '1e+07'],
  ['5e93', '.inf'],
  ['-0.0', '-0'],
  ['0.00001', '1e-05'],
  ['.5', '0.5'],
  ['.inf', '.inf'],
  ['-.inf', '-.inf'],
  ['.nan', '.nan'],
  ['2001-01-01', '2001-01-01'],
  ['1e400', '1e400'],
  ['x', 'x'],
  ['!!str 1', '1'],
  ['"1"', '1'],
];

function valueOf(text: string): unknown {
  const { documents, errors } = readYaml(text);
  assert.deepEqual(errors, []);
  return documents[0]?.value;
}

describe('scalars', () => {
  it('are resolved as Kubernetes resolves them', () => {
    const wrong = VALUES.filter(([text, expected]) => {
      const value = valueOf(`v: ${text}\n`);
      return !Object.is(JSON.stringify(value), JSON.stringify({ v: expected }));
    });
    assert.deepEqual(wrong, []);
  });

  it('mean the same in a flow collection', () => {
    const plain = VALUES.filter(([text]) => !/[,:]/.test(text) && text !== '' && !text.endsWith('!!str'));
    const wrong = plain.filter(
      ([text, expected]) => JSON.stringify(valueOf(`[${text} , {v: ${text} }]`)) !== JSON.stringify([expected, { v: expected }]),
    );
    assert.deepEqual(wrong, []);
  });

  it('are refused where their tag does not fit', () => {
    for (const text of REFUSED) {
      const { documents, errors } = readYaml(`a: 1\nv: ${text}\n`);
      assert.deepEqual(documents, [], text);
      assert.match(errors[0]?.message ?? '', /does not fit this value/, text);
      assert.ok((errors[0]?.offset ?? 0) >= 'a: 1\nv: '.length, text);
    }
  });

  it('have no number where YAML has one and JSON has none', () => {
    for (const [text, expected] of [
      ['.nan', Number.NaN],
      ['.NaN', Number.NaN],
      ['.inf', Infinity],
      ['+.Inf', Infinity],
      ['-.INF', -Infinity],
    ] as const) {
      assert.deepEqual(valueOf(`v: ${text}`), { v: expected });
    }
  });
});

describe('mapping keys', () => {
  it('become the texts that Kubernetes makes of them', () => {
    const wrong = KEYS.filter(([text, expected]) => Object.keys(valueOf(`${text}: v\n`) as object)[0] !== expected);
    assert.deepEqual(wrong, []);
  });

  it('are found by the text they become', () => {
    for (const [text, expected] of KEYS) {
      const [document] = readYaml(`a: {${text} : v}\n`).documents;
      const { start, end, exact } = document?.locate(['a', expected]) ?? {};
      assert.deepEqual(
        { start, exact },
        { start: 'a: {'.length + text.replace(/^(!!str |")?.*$/, '$1').length - (text.startsWith('"') ? 1 : 0), exact: true },
        text,
      );
      assert.equal(end, `a: {${text} : v`.length, text);
    }
  });

  it('must not be null, a list or a mapping', () => {
    for (const text of ['~: v', 'null: v', '? [a]\n: v', '? {a: b}\n: v'])
      assert.match(readYaml(text).errors[0]?.message ?? '', /a mapping key must/, text);
  });
});
