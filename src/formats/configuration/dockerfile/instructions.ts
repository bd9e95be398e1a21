import { didYouMean } from '../../../core/index.ts';
import { SyntaxFault } from '../configuration.ts';
import type { DockerNode } from './node.ts';

interface Rule {
  readonly flags?: readonly string[];
  readonly check?: (words: readonly string[], node: DockerNode) => string | undefined;
}

const some: Rule['check'] = (words) => (words.length === 0 ? 'needs at least one argument' : undefined);
const one: Rule['check'] = (words) => (words.length === 1 ? undefined : 'needs exactly one argument');
const files: Rule['check'] = (words) => {
  if (words.length < 2) return 'needs a source and a destination';
  return /^\d*<<-?\s*[^<\s]+$/.test(words.at(-1) ?? '') ? 'cannot have a heredoc as its destination' : undefined;
};
const pairs: Rule['check'] = (words) => {
  if (words.length === 0) return 'needs at least one argument';
  return words.some((word, at) => at % 3 === 0 && word === '') ? 'has a value without a name' : undefined;
};

/** What BuildKit demands of each instruction. https://github.com/moby/buildkit/blob/v0.33.1/frontend/dockerfile/instructions/parse.go */
const RULES: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['add', { flags: ['chown', 'chmod', 'link', 'keep-git-dir', 'checksum', 'unpack', 'exclude'], check: files }],
  [
    'arg',
    { check: (words) => some(words, NOTHING) ?? (words.some((word) => word.startsWith('=')) ? 'has a value without a name' : undefined) },
  ],
  ['cmd', {}],
  ['copy', { flags: ['chown', 'from', 'chmod', 'link', 'exclude', 'parents'], check: files }],
  ['entrypoint', {}],
  ['env', { check: pairs }],
  ['expose', { check: some }],
  ['from', { flags: ['platform'], check: checkFrom }],
  ['healthcheck', { flags: ['interval', 'timeout', 'start-period', 'start-interval', 'retries'], check: checkHealth }],
  ['label', { check: pairs }],
  ['maintainer', { check: one }],
  ['onbuild', { check: checkTrigger }],
  ['run', { flags: ['mount', 'network', 'security', 'device'] }],
  ['shell', { check: (words, node) => some(words, node) ?? (node.isJson ? undefined : 'needs its arguments as a list in JSON syntax') }],
  ['stopsignal', { check: one }],
  ['user', { check: one }],
  [
    'volume',
    { check: (words) => some(words, NOTHING) ?? (words.some((word) => word.trim() === '') ? 'has an empty argument' : undefined) },
  ],
  ['workdir', { check: one }],
]);

const NOTHING: DockerNode = { name: '', flags: undefined, words: [], isJson: false };
const UNCHECKED_FLAGS = new Set(['arg', 'stopsignal']);

/** Throws at what Docker would not build. */
export function checkInstruction(node: DockerNode, start: number): void {
  const keyword = node.name.toUpperCase();
  const rule = RULES.get(node.name.toLowerCase());
  if (!rule) {
    const near = didYouMean(
      keyword,
      [...RULES.keys()].map((name) => name.toUpperCase()),
    );
    throw new SyntaxFault(
      `unknown instruction: ${node.name.slice(0, 80)}`,
      start,
      near === undefined ? {} : { hint: `did you mean ${near}?` },
    );
  }
  const fault = rule.check?.(node.words, node) ?? flagFault(node, rule.flags ?? []);
  if (fault !== undefined) throw new SyntaxFault(`${keyword} ${fault}`, start);
}

function flagFault({ name, flags = [] }: DockerNode, known: readonly string[]): string | undefined {
  if (UNCHECKED_FLAGS.has(name.toLowerCase())) return undefined;
  for (const flag of flags) {
    const [word = ''] = flag.split('=', 1);
    if (!word.startsWith('--')) return `has the argument ${JSON.stringify(flag)} where a flag stands`;
    if (!known.includes(word.slice(2))) return `has the unknown flag ${word}`;
  }
  return undefined;
}

function checkFrom(words: readonly string[]): string | undefined {
  if (words.length === 1) return undefined;
  const [, as, name = ''] = words;
  if (words.length !== 3 || as?.toLowerCase() !== 'as') return 'needs an image, and may have AS with a name';
  return /^[a-z][a-z0-9_.-]*$/.test(name.toLowerCase())
    ? undefined
    : `has a name of a stage that starts with no letter or has other signs than . - _: ${name}`;
}

function checkHealth(words: readonly string[]): string | undefined {
  const [type, ...rest] = words;
  if (type === undefined) return 'needs at least one argument';
  switch (type.toUpperCase()) {
    case 'NONE':
      return rest.length === 0 ? undefined : 'NONE takes no arguments';
    case 'CMD':
      return rest.length === 0 ? 'CMD needs a command' : undefined;
    default:
      return `knows CMD and NONE, and not ${type}`;
  }
}

function checkTrigger(_words: readonly string[], { trigger }: DockerNode): string | undefined {
  if (!trigger) return 'needs at least one argument';
  const name = trigger.name.toUpperCase();
  return name === 'ONBUILD' || name === 'FROM' || name === 'MAINTAINER' ? `cannot defer ${name}` : undefined;
}
