import type { FieldPath, Problem } from '../core/index.ts';
import { type DockerfileInstruction, expandWord, pairOf, parseDockerfile, readPairs } from '../formats/index.ts';
import type { Base, Dockerfile, IgnoreFile, Instruction, Stage, State, Variables } from './dockerfile.ts';
import { readLockFile } from './lock-file.ts';
import type { SourceText } from './object.ts';
import { readScript } from './read-script.ts';

export interface ReadDockerfile {
  readonly dockerfile: Dockerfile | undefined;
  readonly problems: readonly Problem[];
}

/** Larger than any Dockerfile that people write. */
const MAX_LENGTH = 1_000_000;
const MAX_INSTRUCTIONS = 5000;

/** Lines and images that some other program fills in first: Go and Jinja templates, ERB. */
const TEMPLATE = /^[ \t]*(?:\{\{|\{%|<%)|^[ \t]*FROM[^\n]*\{\{|^[ \t]*(?:COPY|ENV|USER|WORKDIR|ARG)[^\n"']*\{\{[^\n]*\}\}/im;

/** Reads a Dockerfile and what its instructions mean to each other. Broken instructions are problems; the rest is read all the same. */
export function readDockerfile(file: SourceText, ignoreFile: IgnoreFile, lockFile?: string): ReadDockerfile {
  const problem = refuse(file);
  if (problem) return { dockerfile: undefined, problems: [problem] };
  const syntax = parseDockerfile(file.text);
  const problems: Problem[] = syntax.errors.map(({ message, start, end }) => unparsable(file, message, start, end));
  if (syntax.instructions.length > MAX_INSTRUCTIONS) {
    const message = `${syntax.instructions.length} instructions are more than the ${MAX_INSTRUCTIONS} read from one Dockerfile`;
    return { dockerfile: undefined, problems: [{ code: 'limit', file: file.name, message }] };
  }
  const builder = new Builder(file, syntax.escape, problems);
  for (const instruction of syntax.instructions) builder.add(instruction);
  return { dockerfile: builder.build(ignoreFile, lockFile), problems };
}

function refuse(file: SourceText): Problem | undefined {
  if (file.text.length > MAX_LENGTH) {
    return {
      code: 'limit',
      file: file.name,
      message: `${file.text.length} characters are more than the ${MAX_LENGTH} read from a Dockerfile`,
    };
  }
  const template = TEMPLATE.exec(file.text);
  if (!template) return undefined;
  return {
    code: 'not-evaluated',
    message: 'this Dockerfile is a template',
    place: file.placeOf(template.index, template.index + template[0].length),
    hint: 'render it and scan the result',
  };
}

function unparsable(file: SourceText, message: string, start: number, end: number): Problem {
  return { code: 'unparsable', message, place: file.placeOf(start, end) };
}

/** Images of Windows start commands with cmd. */
const WINDOWS = /nanoserver|servercore|\/windows(?:[:/@]|$)/;
const WINDOWS_SHELL: readonly string[] = ['cmd', '/S', '/C'];

const START: State = { user: undefined, workdir: undefined, shell: undefined, variables: undefined };

/** A stage whose instructions are still being read. */
interface OpenStage extends Omit<Stage, 'from' | 'instructions' | 'end'> {
  from: Instruction;
  end: State;
  readonly instructions: Instruction[];
}

class Builder {
  readonly #file: SourceText;
  readonly #escape: string;
  readonly #problems: Problem[];
  readonly #instructions: Instruction[] = [];
  readonly #stages: OpenStage[] = [];
  /** The ARGs before the first FROM: FROM sees them, a stage only after an ARG of its own. */
  #globals: Variables | undefined;
  #state: State = START;

  constructor(file: SourceText, escape: string, problems: Problem[]) {
    this.#file = file;
    this.#escape = escape;
    this.#problems = problems;
  }

  add(syntax: DockerfileInstruction): void {
    if (syntax.keyword === 'FROM') {
      this.#startStage(syntax);
      return;
    }
    const stage = this.#stages.at(-1);
    const path = stage ? [...stage.path, 'instructions', stage.instructions.length] : ['instructions', this.#instructions.length];
    const instruction = this.#instruction(syntax, path, stage, false);
    this.#instructions.push(instruction);
    stage?.instructions.push(instruction);
    if (!stage && syntax.keyword !== 'ARG') {
      this.#problem(`${syntax.keyword.slice(0, 40)} before the first FROM belongs to no stage`, syntax.keywordSpan);
      return;
    }
    this.#state = this.#after(instruction);
    if (stage) stage.end = this.#state;
    else this.#globals = this.#state.variables;
  }

  build(ignoreFile: IgnoreFile, lockFile: string | undefined): Dockerfile {
    let digests: ReadonlyMap<string, string> | undefined;
    if (this.#stages.length === 0) this.#problem('no FROM, so no image is built from it', { start: 0, end: 0 });
    const final = this.#stages.at(-1);
    const chain: Stage[] = [];
    for (let stage: Stage | undefined = final; stage; stage = stage.base.kind === 'stage' ? stage.base.stage : undefined)
      chain.unshift(stage);
    const places = new Map(this.#instructions.map((instruction) => [instruction.path.join('.'), instruction]));
    const file = this.#file;
    return {
      file,
      escape: this.#escape,
      instructions: this.#instructions,
      stages: this.#stages,
      final,
      chain,
      ignoreFile,
      lockedDigest: (image) => (digests ??= readLockFile(lockFile)).get(image),
      locate: (path) => {
        const key = path.slice(0, path.lastIndexOf('instructions') + 2).join('.');
        const found = places.get(key) ?? this.#stages[Number(path[1])]?.from;
        return { place: file.placeOf(found?.start ?? 0, found?.end ?? 0), exact: found !== undefined };
      },
    };
  }

  #startStage(syntax: DockerfileInstruction): void {
    const index = this.#stages.length;
    const path = ['stages', index];
    this.#state = { ...START, variables: this.#globals };
    const from = this.#instruction(syntax, [...path, 'from'], undefined, false);
    const name = this.#stageName(syntax);
    const base = this.#baseOf(from);
    const below = base.kind === 'stage' ? base.stage.end : START;
    const shell = base.kind === 'image' && WINDOWS.test(base.image) ? WINDOWS_SHELL : below.shell;
    this.#state = { ...below, shell, variables: onlyEnvironment(below.variables) };
    const stage: OpenStage = { index, name, path, from, base, instructions: [], end: this.#state };
    this.#stages.push(stage);
    this.#instructions.push({ ...from, stage });
    stage.from = { ...from, stage };
  }

  #stageName(syntax: DockerfileInstruction): string | undefined {
    const [, as, name] = syntax.words;
    if (syntax.words.length === 1 || (syntax.words.length === 3 && as?.text.toLowerCase() === 'as')) return name?.text.toLowerCase();
    if (syntax.words.length > 0) this.#problem('FROM takes an image, or an image AS a name', syntax.arguments);
    return undefined;
  }

  #baseOf(from: Instruction): Base {
    const [word] = from.words;
    const reference = word ?? from.arguments;
    const value = word && from.valueOf(word);
    if (value === undefined || value === '') return { kind: 'unresolved', reference };
    if (value === 'scratch') return { kind: 'scratch', reference };
    const stage = this.#stages.findLast(({ name }) => name === value.toLowerCase());
    return stage ? { kind: 'stage', stage, reference } : { kind: 'image', image: value, reference };
  }

  #instruction(syntax: DockerfileInstruction, path: FieldPath, stage: Stage | undefined, isDeferred: boolean): Instruction {
    const state = this.#state;
    const script = readScript(syntax, this.#file.text, state, this.#escape);
    for (const { message, offset } of script.errors) {
      this.#problem(`the shell cannot read this: ${message}`, { start: Math.min(offset, syntax.end), end: syntax.end });
    }
    return {
      ...syntax,
      path,
      stage,
      state,
      isDeferred,
      trigger: syntax.trigger && this.#instruction(syntax.trigger, [...path, 'trigger'], stage, true),
      shell: script,
      valueOf: ({ text }) => expandWord(text, (name) => valueIn(state.variables, name), this.#escape),
    };
  }

  #after(instruction: Instruction): State {
    const state = instruction.state;
    switch (instruction.keyword) {
      case 'USER':
        return { ...state, user: instruction };
      case 'SHELL':
        return instruction.json ? { ...state, shell: instruction.json.map(({ text }) => text) } : state;
      case 'WORKDIR':
        return { ...state, workdir: resolveWorkdir(state.workdir, instruction) };
      case 'ENV':
      case 'ARG':
        return { ...state, variables: this.#declare(instruction, instruction.keyword) };
      case 'LABEL':
        this.#pairsOf(instruction);
        return state;
      default:
        return state;
    }
  }

  #declare(instruction: Instruction, kind: 'ARG' | 'ENV'): Variables | undefined {
    let variables = instruction.state.variables;
    for (const { name, value } of kind === 'ARG' ? instruction.words.map(pairOf) : this.#pairsOf(instruction)) {
      // An ARG does not hide an ENV of the same name.
      if (kind === 'ARG' && findIn(variables, name)?.kind === 'ENV') continue;
      const known = value === undefined ? valueIn(this.#globals, name) : instruction.valueOf(value);
      variables = { name, value: known, kind, before: variables };
    }
    return variables;
  }

  #pairsOf(instruction: Instruction): ReturnType<typeof pairsOrNothing> {
    const pairs = readPairs(instruction.text, instruction.arguments.start, instruction.words);
    if (typeof pairs === 'string') this.#problem(`${instruction.keyword} ${pairs}`, instruction.arguments);
    return pairsOrNothing(pairs);
  }

  #problem(message: string, { start, end }: { readonly start: number; readonly end: number }): void {
    this.#problems.push(unparsable(this.#file, message, start, end));
  }
}

function pairsOrNothing(pairs: ReturnType<typeof readPairs>): Exclude<ReturnType<typeof readPairs>, string> {
  return typeof pairs === 'string' ? [] : pairs;
}

function findIn(variables: Variables | undefined, name: string): Variables | undefined {
  let at = variables;
  while (at && at.name !== name) at = at.before;
  return at;
}

function valueIn(variables: Variables | undefined, name: string): string | undefined {
  return findIn(variables, name)?.value;
}

/** ARGs end with their stage. */
function onlyEnvironment(variables: Variables | undefined): Variables | undefined {
  let kept: Variables | undefined;
  const all: Variables[] = [];
  for (let at = variables; at; at = at.before) if (at.kind === 'ENV') all.push(at);
  for (const variable of all.toReversed()) kept = { ...variable, before: kept };
  return kept;
}

function resolveWorkdir(before: string | undefined, instruction: Instruction): string | undefined {
  const value = instruction.valueOf({ text: instruction.text });
  if (value === undefined) return undefined;
  if (/^(?:[/\\]|[A-Za-z]:)/.test(value)) return value;
  return before === undefined ? undefined : `${before.replace(/\/$/, '')}/${value}`;
}
