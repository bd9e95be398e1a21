import { type Reading, SyntaxFault } from '../configuration.ts';
import { skipSpace, trim } from '../go/space.ts';
import { heredocsOf } from './heredocs.ts';
import { checkInstruction } from './instructions.ts';
import { type DockerNode, readNode } from './node.ts';

/** One command as Conftest shows it; what an instruction has not is null. https://github.com/open-policy-agent/conftest/blob/v0.71.1/parser/docker/docker.go */
interface Command {
  readonly Cmd: string;
  readonly SubCmd: string;
  readonly JSON: boolean;
  readonly Flags: readonly string[] | null;
  readonly Value: readonly string[] | null;
  readonly Stage: number;
}

/** A Dockerfile as BuildKit's parser reads it: one list of commands, inside a list, so that it is judged as one. */
export function readDockerfile(text: string): Reading {
  const commands: Command[] = [];
  let stages = 0;
  for (const { node, comments, start } of readInstructions(text)) {
    checkInstruction(node, start);
    if (node.name.toLowerCase() === 'from') stages++;
    const Stage = Math.max(0, stages - 1);
    for (const comment of comments) commands.push({ Cmd: 'comment', SubCmd: '', JSON: false, Flags: null, Value: [comment], Stage });
    const shown = node.trigger ?? node;
    commands.push({
      Cmd: node.name.toLowerCase(),
      SubCmd: node.trigger?.name ?? '',
      JSON: shown.isJson,
      Flags: node.flags ?? null,
      Value: shown.words.length === 0 ? null : shown.words,
      Stage,
    });
  }
  return { documents: [[commands]] };
}

interface Instruction {
  readonly node: DockerNode;
  readonly comments: readonly string[];
  readonly start: number;
}

/** https://github.com/moby/buildkit/blob/v0.33.1/frontend/dockerfile/parser/parser.go */
function readInstructions(text: string): Instruction[] {
  const instructions: Instruction[] = [];
  const lines = new Lines(text);
  const directives = new Directives();
  let comments: string[] = [];
  for (;;) {
    const raw = lines.next();
    if (raw === undefined) break;
    const start = lines.start;
    const line = raw.slice(skipSpace(raw, 0));
    if (line.startsWith('#')) {
      const isDirective = directives.read(line, start);
      const comment = trim(raw.slice(1));
      if (comment === '') comments = [];
      else if (!isDirective) comments.push(comment);
      continue;
    }
    directives.end();
    let { content, isContinued } = continuation(line, directives.escape);
    if (!isContinued && content === '') continue;
    const parts = [content];
    while (isContinued) {
      const next = lines.next();
      if (next === undefined) break;
      const first = next[skipSpace(next, 0)];
      if (first === undefined || first === '#') continue;
      ({ content, isContinued } = continuation(next, directives.escape));
      parts.push(content);
    }
    const joined = parts.join('');
    const node = readNode(joined, directives.escape, start);
    for (const heredoc of heredocsOf(node, joined)) {
      if (!lines.skipTo(heredoc)) throw new SyntaxFault(`the heredoc ${heredoc.name} is never closed`, start);
    }
    instructions.push({ node, comments, start });
    comments = [];
  }
  if (instructions.length === 0) throw new SyntaxFault('there are no instructions in the Dockerfile', text.length);
  return instructions;
}

/** A line without the escape character that ends it, where it goes on. */
function continuation(line: string, escape: string): { content: string; isContinued: boolean } {
  let end = line.length;
  while (end > 0 && (line[end - 1] === ' ' || line[end - 1] === '\t')) end--;
  const isContinued = line[end - 1] === escape && (end === 1 || line[end - 2] !== escape);
  return { content: isContinued ? line.slice(0, end - 1) : line, isContinued };
}

class Lines {
  readonly #text: string;
  #at: number;
  start = 0;

  constructor(text: string) {
    this.#text = text;
    this.#at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  }

  /** The next line without its line break. */
  next(): string | undefined {
    if (this.#at >= this.#text.length) return undefined;
    this.start = this.#at;
    const newline = this.#text.indexOf('\n', this.#at);
    let end = newline < 0 ? this.#text.length : newline;
    this.#at = newline < 0 ? end : newline + 1;
    while (end > this.start && this.#text[end - 1] === '\r') end--;
    return this.#text.slice(this.start, end);
  }

  /** Passes over the body of a heredoc and the line that closes it. */
  skipTo({ name, isIndented }: { readonly name: string; readonly isIndented: boolean }): boolean {
    for (;;) {
      const line = this.next();
      if (line === undefined) return false;
      if ((isIndented ? line.replace(/^\t+/, '') : line) === name) return true;
    }
  }
}

const KNOWN = new Set(['syntax', 'escape', 'check']);

/** Directives stand at the very top, each at most once. https://github.com/moby/buildkit/blob/v0.33.1/frontend/dockerfile/parser/directives.go */
class Directives {
  escape = '\\';
  #isOver = false;
  readonly #seen = new Set<string>();

  end(): void {
    this.#isOver = true;
  }

  /** Whether a comment is a directive. */
  read(line: string, start: number): boolean {
    if (this.#isOver) return false;
    const [, name = '', value = ''] = /^([a-zA-Z][a-zA-Z0-9]*)\s*=\s*(\S.*)$/.exec(trim(line.slice(1))) ?? [];
    const known = name.toLowerCase();
    if (!KNOWN.has(known)) {
      this.end();
      return false;
    }
    if (this.#seen.has(known)) throw new SyntaxFault(`the directive ${known} stands twice`, start);
    this.#seen.add(known);
    if (known === 'escape') {
      if (value !== '\\' && value !== '`')
        throw new SyntaxFault(`the escape character is ${JSON.stringify(value)} and must be \\ or \``, start);
      this.escape = value;
    }
    return true;
  }
}
