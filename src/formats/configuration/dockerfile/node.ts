import { SyntaxFault } from '../configuration.ts';
import { skipSpace, trim } from '../go/space.ts';
import { splitFlags, splitWords } from './words.ts';

/** An instruction with its arguments as BuildKit divides them. */
export interface DockerNode {
  /** As written. */
  readonly name: string;
  /** Absent where nothing follows the name. */
  readonly flags: readonly string[] | undefined;
  readonly words: readonly string[];
  readonly isJson: boolean;
  /** The instruction that ONBUILD defers. */
  readonly trigger?: DockerNode;
}

type Arguments = Pick<DockerNode, 'words' | 'isJson' | 'trigger'>;

interface Call {
  readonly rest: string;
  readonly escape: string;
  readonly start: number;
  readonly depth: number;
}

/** How each instruction reads its arguments. https://github.com/moby/buildkit/blob/v0.33.1/frontend/dockerfile/parser/line_parsers.go */
const ARGUMENTS: ReadonlyMap<string, (call: Call) => Arguments> = new Map([
  ...['add', 'copy', 'volume'].map((name) => [name, (call: Call) => jsonOf(call) ?? blanksOf(call)] as const),
  ...['cmd', 'entrypoint', 'run', 'shell'].map((name) => [name, (call: Call) => jsonOf(call) ?? textOf(call)] as const),
  ...['maintainer', 'stopsignal', 'user', 'workdir'].map((name) => [name, textOf] as const),
  ...['expose', 'from'].map((name) => [name, blanksOf] as const),
  ...['env', 'label'].map((name) => [name, (call: Call) => pairsOf(call, name.toUpperCase())] as const),
  ['arg', ({ rest, escape }: Call) => ({ words: splitWords(rest, escape), isJson: false })],
  ['healthcheck', healthcheckOf],
  ['onbuild', onbuildOf],
]);

/** Divides a whole line, which starts at `start` of the file. */
export function readNode(line: string, escape: string, start: number, depth = 0): DockerNode {
  const text = trim(line);
  const [name = ''] = /^[^\t\v\f\r ]*/.exec(text) ?? [];
  const after = text.slice(name.length).replace(/^[\t\v\f\r ]+/, '');
  const hasMore = text.length > name.length;
  const { flags, rest } = hasMore ? splitFlags(after, escape) : { flags: undefined, rest: '' };
  const read = ARGUMENTS.get(name.toLowerCase());
  const found: Arguments = read ? read({ rest: trim(rest), escape, start, depth }) : { words: [], isJson: false };
  return { name, flags, ...found };
}

function textOf({ rest }: Call): Arguments {
  return { words: rest === '' ? [] : [rest], isJson: false };
}

function blanksOf({ rest }: Call): Arguments {
  return { words: rest === '' ? [] : rest.split(/[\t\v\f\r ]+/), isJson: false };
}

function jsonOf({ rest, start }: Call): Arguments | undefined {
  if (!rest.startsWith('[')) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(rest);
  } catch {
    return undefined;
  }
  if (!Array.isArray(value)) return undefined;
  const words = value.filter((word) => typeof word === 'string');
  if (words.length < value.length) throw new SyntaxFault('a list in JSON syntax must hold texts only', start);
  return { words: words.map((word) => word.toWellFormed()), isJson: true };
}

/** Three words for each pair: the name, the value, and the sign between them, which the old form `ENV name value` has not. */
function pairsOf({ rest, escape, start }: Call, keyword: string): Arguments {
  const words = splitWords(rest, escape);
  const [first] = words;
  if (first === undefined) return { words: [], isJson: false };
  if (!first.includes('=')) {
    const [name = '', value] = splitOnce(rest);
    if (value === undefined) throw new SyntaxFault(`${keyword} must have two arguments`, start, { hint: `write ${keyword} name=value` });
    return { words: [name, value, ''], isJson: false };
  }
  const bad = words.find((word) => !word.includes('='));
  if (bad !== undefined)
    throw new SyntaxFault(`${keyword} has a word without =: ${JSON.stringify(bad.slice(0, 80))}`, start, { hint: 'write name=value' });
  return { words: words.flatMap((word) => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1), '=']), isJson: false };
}

function splitOnce(text: string): readonly [string, string | undefined] {
  const found = /[\t\v\f\r ]+/.exec(text);
  return found ? [text.slice(0, found.index), text.slice(found.index + found[0].length)] : [text, undefined];
}

function healthcheckOf(call: Call): Arguments {
  const { rest } = call;
  let end = 0;
  while (end < rest.length && skipSpace(rest, end) === end) end++;
  if (end === 0) return { words: [], isJson: false };
  const command = { ...call, rest: rest.slice(skipSpace(rest, end)) };
  const { words, isJson } = jsonOf(command) ?? textOf(command);
  return { words: [rest.slice(0, end), ...words], isJson };
}

function onbuildOf({ rest, escape, start, depth }: Call): Arguments {
  if (rest === '') return { words: [], isJson: false };
  // A chain of ONBUILDs is refused anyway.
  if (depth > 1) throw new SyntaxFault('ONBUILD cannot defer ONBUILD', start);
  return { words: [], isJson: false, trigger: readNode(rest, escape, start, depth + 1) };
}
