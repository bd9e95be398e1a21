import type { ShellCommand, ShellWord, Span } from '../formats/index.ts';
import type { Dockerfile, Instruction } from '../inventory/index.ts';
import type { Violation } from './define.ts';

/** A violation at an instruction, or at the part of it that `span` names. */
export function at(instruction: Instruction, message: string, span: Span = instruction.keywordSpan): Violation {
  return { path: instruction.path, span: { start: span.start, end: span.end }, message };
}

/** The instructions of the given kinds, those that ONBUILD defers included. */
export function* instructionsOf(dockerfile: Dockerfile, ...keywords: readonly string[]): Generator<Instruction> {
  for (const instruction of dockerfile.instructions) {
    if (keywords.includes(instruction.keyword)) yield instruction;
    if (instruction.trigger && keywords.includes(instruction.trigger.keyword)) yield instruction.trigger;
  }
}

/** Whether what an instruction does ends up in the image: it stands in the final stage, or in one that the final stage is built from. */
export function isInImage(dockerfile: Dockerfile, { stage, isDeferred }: Instruction): boolean {
  return stage !== undefined && !isDeferred && dockerfile.chain.some(({ index }) => index === stage.index);
}

export interface BuildStep {
  readonly instruction: Instruction;
  readonly command: ShellCommand;
}

/** The commands of all RUN instructions; of the given programs, if some are given. */
export function* stepsOf(dockerfile: Dockerfile, ...programs: readonly string[]): Generator<BuildStep> {
  for (const instruction of instructionsOf(dockerfile, 'RUN')) {
    for (const command of instruction.shell.commands) {
      if (programs.length === 0 || programs.includes(command.program)) yield { instruction, command };
    }
  }
}

/** The first option of a command that fits; what comes after `--` is no option. */
export function optionOf(command: ShellCommand, pattern: RegExp): ShellWord | undefined {
  for (const word of command.words) {
    if (word.value === '--') return undefined;
    if (word.value.startsWith('-') && pattern.test(word.value)) return word;
  }
  return undefined;
}

/** The words of a command that are no options, nor values of the options that `takesValue` names. */
export function operandsOf(command: Pick<ShellCommand, 'words'>, takesValue?: RegExp): ShellWord[] {
  const operands: ShellWord[] = [];
  for (let index = 0; index < command.words.length; index++) {
    const word = command.words[index] as ShellWord;
    if (word.value === '--') return [...operands, ...command.words.slice(index + 1)];
    if (!word.value.startsWith('-') || word.value === '-') operands.push(word);
    else if (takesValue?.test(word.value)) index++;
  }
  return operands;
}

export interface Mount {
  readonly type: string;
  readonly target: string;
}

/** What `RUN --mount` brings in. */
export function mountsOf(instruction: Instruction): Mount[] {
  return instruction.flags
    .filter(({ name }) => name === 'mount')
    .map(({ value = '' }) => {
      const field = (...names: readonly string[]): string | undefined =>
        value
          .split(',')
          .find((part) => names.includes(part.slice(0, part.indexOf('='))))
          ?.replace(/^[^=]*=/, '');
      return { type: field('type') ?? 'bind', target: field('target', 'dst', 'destination') ?? '' };
    });
}

/** Whether a folder is a cache that does not become part of the layer. */
export function isCached(instruction: Instruction, folder: string): boolean {
  return mountsOf(instruction).some(
    ({ type, target }) => (type === 'cache' || type === 'tmpfs') && folder.startsWith(target.replace(/\/$/, '')),
  );
}

/** Sources and destination of COPY and ADD; heredocs are no sources. */
export function transferOf(
  instruction: Instruction,
): { readonly sources: readonly Instruction['words'][number][]; readonly target: Instruction['words'][number] } | undefined {
  const words = (instruction.json ?? instruction.words).filter(({ text }) => !text.startsWith('<<'));
  const target = words.at(-1);
  if (!target || words.length + instruction.heredocs.length < 2) return undefined;
  return { sources: words.slice(0, -1), target };
}

export function flagOf(instruction: Instruction, name: string): Instruction['flags'][number] | undefined {
  return instruction.flags.find((flag) => flag.name === name);
}

/** A text for a message: one line, and not longer than a line is read. */
export function shown(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > 60 ? `${line.slice(0, 57)}...` : line;
}

/** An image as a person names it: a finding stays the same when its image is pinned. */
export function withoutDigest(image: string): string {
  return image.replace(/@sha256:[0-9a-f]{64}$/, '');
}
