import { isBlank, lineAt, readLogicalLine, skipBlanks } from './logical-line.ts';
import type { DockerfileError, DockerfileFlag, DockerfileInstruction, DockerfileSyntax, DockerfileWord, Heredoc, Span } from './syntax.ts';
import { readJsonWords, readWords } from './words.ts';

/**
 * Reads a Dockerfile by the rules of BuildKit, with the offsets of everything.
 * https://docs.docker.com/reference/dockerfile/ and
 * https://github.com/moby/buildkit/blob/v0.29.0/frontend/dockerfile/parser/parser.go
 */
export function parseDockerfile(text: string): DockerfileSyntax {
  const { directives, next } = readDirectives(text);
  const escape = directives['escape'] === '`' ? '`' : '\\';
  const instructions: DockerfileInstruction[] = [];
  const errors: DockerfileError[] = [];
  let at = next;
  while (at < text.length) {
    const line = lineAt(text, at);
    const start = skipBlanks(text, at);
    if (start >= line.end || text[start] === '#') {
      at = line.next;
      continue;
    }
    const logical = readLogicalLine(text, at, escape);
    const reader = new InstructionReader(text, escape, errors);
    const instruction = reader.read(logical.text, logical.start, logical.next);
    instructions.push(instruction);
    at = Math.max(reader.next, logical.next);
  }
  return { directives, escape, instructions, errors };
}

const DIRECTIVE = /^#[ \t]*([A-Za-z][A-Za-z0-9]*)[ \t]*=[ \t]*(.+?)[ \t]*$/;
const DIRECTIVES = new Set(['syntax', 'escape', 'check']);

/** Directives stand at the very top; the first line that is none ends them. */
function readDirectives(text: string): { readonly directives: Record<string, string>; readonly next: number } {
  const directives: Record<string, string> = {};
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  while (at < text.length) {
    const { end, next } = lineAt(text, at);
    const [, name = '', value = ''] = DIRECTIVE.exec(text.slice(at, Math.min(end, at + 1000))) ?? [];
    const known = name.toLowerCase();
    if (!DIRECTIVES.has(known) || directives[known] !== undefined) break;
    directives[known] = value;
    at = next;
  }
  return { directives, next: at };
}

const WITH_HEREDOCS = new Set(['RUN', 'COPY', 'ADD']);
const MAY_BE_EMPTY = new Set(['CMD', 'ENTRYPOINT']);
const EXEC_FORMS = new Set(['RUN', 'CMD', 'ENTRYPOINT', 'SHELL', 'COPY', 'ADD', 'VOLUME']);

class InstructionReader {
  readonly #file: string;
  readonly #escape: string;
  readonly #errors: DockerfileError[];
  /** Where the file goes on after the heredocs. */
  next = 0;

  constructor(file: string, escape: string, errors: DockerfileError[]) {
    this.#file = file;
    this.#escape = escape;
    this.#errors = errors;
  }

  /** `text` is a logical line that starts at `start`; `next` is where heredocs would start. */
  read(text: string, start: number, next: number, isDeferred = false): DockerfileInstruction {
    this.next = next;
    const keywordLength = /^\S+/.exec(text)?.[0].length ?? text.length;
    const keywordSpan = { start, end: start + keywordLength };
    const keyword = text.slice(0, keywordLength).toUpperCase();
    const { flags, rest } = this.#readFlags(text, skip(text, keywordLength), start);
    const argumentText = text.slice(rest).trimEnd();
    const span = { start: start + rest, end: start + rest + argumentText.length };
    const words = readWords(argumentText, span.start, this.#escape);
    if (words.length === 0 && !MAY_BE_EMPTY.has(keyword)) {
      this.#errors.push({ ...keywordSpan, message: `${keyword} without arguments` });
    }
    const deferred = keyword === 'ONBUILD' && !isDeferred && words.length > 0;
    const trigger = deferred ? this.read(argumentText, span.start, next, true) : undefined;
    const heredocs = trigger ? trigger.heredocs : WITH_HEREDOCS.has(keyword) ? this.#readHeredocs(words, next) : [];
    const last = heredocs.at(-1);
    const end = last ? lineAt(this.#file, last.body.end).end : Math.max(span.end, keywordSpan.end, flags.at(-1)?.end ?? 0);
    const json = EXEC_FORMS.has(keyword) && argumentText.startsWith('[') ? readJsonWords(argumentText, span.start) : undefined;
    return { keyword, keywordSpan, flags, arguments: span, text: argumentText, words, json, heredocs, trigger, start, end };
  }

  #readFlags(text: string, from: number, base: number): { readonly flags: DockerfileFlag[]; readonly rest: number } {
    const flags: DockerfileFlag[] = [];
    let at = from;
    while (text.startsWith('--', at)) {
      const end = flagEnd(text, at, this.#escape);
      if (end === at + 2) return { flags, rest: skip(text, end) };
      flags.push(flagOf(text.slice(at, end), base + at));
      at = skip(text, end);
    }
    return { flags, rest: at };
  }

  #readHeredocs(words: readonly DockerfileWord[], next: number): Heredoc[] {
    const heredocs: Heredoc[] = [];
    for (const word of words) {
      const match = /^\d*<<(-?)([^<]+)$/.exec(word.text);
      if (!match) continue;
      const raw = match[2] ?? '';
      const name = raw.replace(/["'\\]/g, '');
      const body = this.#bodyOf(name, match[1] === '-', word);
      heredocs.push({ name, isQuoted: raw !== name, isIndented: match[1] === '-', body });
    }
    if (heredocs.length === 0) this.next = next;
    return heredocs;
  }

  #bodyOf(name: string, isIndented: boolean, opener: Span): Span {
    const start = this.next;
    let at = start;
    while (at < this.#file.length) {
      const { end, next } = lineAt(this.#file, at);
      const line = this.#file.slice(at, end);
      if ((isIndented ? line.replace(/^\t+/, '') : line) === name) {
        this.next = next;
        return { start, end: at };
      }
      at = next;
    }
    this.next = this.#file.length;
    this.#errors.push({ start: opener.start, end: opener.end, message: `heredoc ${name} is never closed` });
    return { start: Math.min(start, this.#file.length), end: this.#file.length };
  }
}

function flagEnd(text: string, from: number, escape: string): number {
  const [word] = readWords(text.slice(from), from, escape);
  return word?.end ?? text.length;
}

function flagOf(text: string, start: number): DockerfileFlag {
  const equals = text.indexOf('=');
  const end = start + text.length;
  const name = equals < 0 ? text.slice(2) : text.slice(2, equals);
  const value = equals < 0 ? undefined : text.slice(equals + 1);
  return { name, value, valueSpan: { start: equals < 0 ? end : start + equals + 1, end }, start, end };
}

function skip(text: string, from: number): number {
  let at = from;
  while (at < text.length && isBlank(text.charCodeAt(at))) at++;
  return at;
}
