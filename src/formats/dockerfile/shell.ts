import {
  type AndOr,
  type Assignment,
  type CommandNode,
  forEachChild,
  type ParsedScript,
  type Pipeline,
  parse,
  type Redirection,
  type SyntaxNode,
  type Word,
} from 'unbash';
import { programOf } from './shell-program.ts';
import type { Span } from './syntax.ts';

export interface ShellWord extends Span {
  /** Without quotes; expansions stand in it as they are written. */
  readonly value: string;
  /** Whether the shell puts nothing into it. */
  readonly isLiteral: boolean;
}

export interface ShellRedirection extends Span {
  readonly operator: string;
  readonly target: ShellWord | undefined;
}

/** One simple command. `sudo`, `env` and their like are looked through: they stand in `wrappers`. */
export interface ShellCommand extends Span {
  /** The last part of the path of what is started: `apt-get` for `/usr/bin/apt-get`. Empty where a variable decides. */
  readonly program: string;
  readonly name: ShellWord;
  readonly words: readonly ShellWord[];
  readonly wrappers: readonly ShellWord[];
  /** Variables set for this command, or for the rest of the script where there is no command (then `name` is empty). */
  readonly assignments: readonly (Span & { readonly name: string; readonly value: string })[];
  readonly redirections: readonly ShellRedirection[];
  /** Commands with the same number are joined by pipes; `index` counts from 0. */
  readonly pipeline: { readonly id: number; readonly index: number; readonly length: number };
  /** What stands between it and the command before. */
  readonly joint: '&&' | '||' | '|' | ';' | undefined;
  /** The command that it is part of: its output becomes a word of it, or it stands in the script that it is given. */
  readonly parent: ShellCommand | undefined;
}

export interface ShellScript {
  readonly commands: readonly ShellCommand[];
  readonly errors: readonly { readonly message: string; readonly offset: number }[];
}

/** Deeper substitutions than these are left unread; people write two or three. */
const MAX_DEPTH = 8;
const MAX_COMMANDS = 20_000;
/** A script of this length is data; reading it would cost more than it tells. */
const MAX_LENGTH = 100_000;
/** Unclosed ones make reading quadratic. */
const MAX_SUBSTITUTIONS = 2000;
const SHELLS = new Set(['sh', 'bash', 'ash', 'dash', 'ksh', 'zsh']);

/** Reads a script as bash does and lists its simple commands in their order. `base` is its offset in the file. Never throws. */
export function readShell(text: string, base: number): ShellScript {
  if (text.length > MAX_LENGTH) {
    return { commands: [], errors: [{ message: `a script of ${text.length} characters is too long to be read`, offset: base }] };
  }
  if (text.length > MAX_SUBSTITUTIONS && text.split('$(').length > MAX_SUBSTITUTIONS) {
    return { commands: [], errors: [{ message: 'a script with so many substitutions is not read', offset: base }] };
  }
  const collector = new Collector();
  collector.script(text, (offset) => base + offset, undefined, 0);
  return { commands: collector.commands, errors: collector.errors };
}

type Position = (offset: number) => number;

class Collector {
  readonly commands: ShellCommand[] = [];
  readonly errors: { message: string; offset: number }[] = [];
  #pipelines = 0;
  #joint: ShellCommand['joint'];

  script(text: string, at: Position, parent: ShellCommand | undefined, depth: number): void {
    const parsed = parse(text);
    for (const { message, pos } of parsed.errors ?? []) this.errors.push({ message, offset: at(pos) });
    this.#nested(parsed, at, parent, depth);
  }

  #nested(script: ParsedScript, at: Position, parent: ShellCommand | undefined, depth: number): void {
    const outer = this.#joint;
    this.#joint = undefined;
    this.#visit(script, at, parent, depth);
    this.#joint = outer;
  }

  #visit(node: SyntaxNode, at: Position, parent: ShellCommand | undefined, depth: number): void {
    if (this.commands.length >= MAX_COMMANDS) return;
    switch (node.type) {
      case 'AndOr':
        this.#andOr(node, at, parent, depth);
        return;
      case 'Pipeline':
        this.#pipeline(node, at, parent, depth);
        return;
      case 'Command':
        this.#command(node, { id: this.#pipelines++, index: 0, length: 1 }, at, parent, depth);
        return;
      case 'CommandExpansion':
      case 'ProcessSubstitution': {
        // Scripts in escaped backquotes are decoded, so offsets in them say nothing; they stand where the expansion stands.
        const script = depth < MAX_DEPTH ? node.script : undefined;
        if (script) this.#nested(script, script.source === undefined ? at : () => at(node.pos), parent, depth + 1);
        return;
      }
      default:
        forEachChild(node, (child) => {
          this.#visit(child, at, parent, depth);
          if (child.type === 'Statement') this.#joint = ';';
        });
    }
  }

  #andOr(node: AndOr, at: Position, parent: ShellCommand | undefined, depth: number): void {
    for (const [index, command] of node.commands.entries()) {
      if (index > 0) this.#joint = node.operators[index - 1];
      this.#visit(command, at, parent, depth);
    }
  }

  #pipeline(node: Pipeline, at: Position, parent: ShellCommand | undefined, depth: number): void {
    const id = this.#pipelines++;
    for (const [index, command] of node.commands.entries()) {
      if (index > 0) this.#joint = '|';
      const pipeline = { id, index, length: node.commands.length };
      if (command.type === 'Command') this.#command(command, pipeline, at, parent, depth);
      else this.#visit(command, at, parent, depth);
    }
  }

  #command(
    node: CommandNode & { type: 'Command' },
    pipeline: ShellCommand['pipeline'],
    at: Position,
    parent: ShellCommand | undefined,
    depth: number,
  ): void {
    const words: ShellWord[] = node.name ? [wordOf(node.name, at)] : [];
    for (const argument of node.args) words.push(argument.type === 'Word' ? wordOf(argument, at) : assignedWord(argument, at));
    const { program, index } = programOf(words);
    const span = { start: at(node.pos), end: at(node.end) };
    const command: ShellCommand = {
      ...span,
      program,
      name: words[index] ?? { ...span, end: span.start, value: '', isLiteral: true },
      words: words.slice(index + 1),
      wrappers: words.slice(0, index),
      assignments: node.prefix.filter((part) => part.type === 'Assignment').map((part) => assignmentOf(part, at)),
      redirections: node.redirects.map((part) => redirectionOf(part, at)),
      pipeline,
      joint: this.#joint,
      parent,
    };
    this.commands.push(command);
    forEachChild(node, (child) => this.#visit(child, at, command, depth));
    this.#inlineScript(command, node, at, depth);
  }

  /** `sh -c '...'`: the script is read where its offsets are exact, else it stands where its word stands. */
  #inlineScript(command: ShellCommand, node: CommandNode & { type: 'Command' }, at: Position, depth: number): void {
    if (!SHELLS.has(command.program) || depth >= MAX_DEPTH) return;
    const flag = command.words.findIndex(({ value }) => /^-[a-z]*c$/.test(value));
    const script = flag < 0 ? undefined : command.words[flag + 1];
    if (!script?.isLiteral || script.value.length > MAX_LENGTH) return;
    const raw = node.args.find((argument) => at(argument.pos) === script.start);
    const quotes = raw ? raw.text.length - script.value.length : 0;
    const isExact = raw?.text.slice(quotes / 2, quotes / 2 + script.value.length) === script.value;
    this.script(script.value, isExact ? (offset) => script.start + quotes / 2 + offset : () => script.start, command, depth + 1);
  }
}

const EXPANSIONS = new Set(['SimpleExpansion', 'ParameterExpansion', 'CommandExpansion', 'ArithmeticExpansion', 'ProcessSubstitution']);

function wordOf(word: Word, at: Position): ShellWord {
  return { value: word.value, isLiteral: !hasExpansion(word), start: at(word.pos), end: at(word.end) };
}

function hasExpansion(word: Word): boolean {
  return (word.parts ?? []).some(
    (part) => EXPANSIONS.has(part.type) || ('parts' in part && (part.parts ?? []).some((inner) => EXPANSIONS.has(inner.type))),
  );
}

function assignedWord(assignment: Assignment, at: Position): ShellWord {
  const { value } = assignment;
  const isWord = value.type === 'Word';
  return {
    value: isWord ? `${assignment.name}=${value.value}` : assignment.text,
    isLiteral: isWord && !hasExpansion(value),
    start: at(assignment.pos),
    end: at(assignment.end),
  };
}

function assignmentOf({ name, value, text, pos, end }: Assignment, at: Position): ShellCommand['assignments'][number] {
  return { name, value: value.type === 'Word' ? value.value : text, start: at(pos), end: at(end) };
}

function redirectionOf(part: Redirection, at: Position): ShellRedirection {
  const target = part.type === 'HereDoc' ? undefined : part.target;
  return { operator: part.operator, target: target && wordOf(target, at), start: at(part.pos), end: at(part.end) };
}
