import type { TextEdit } from '../core/index.ts';
import type { Dockerfile, Instruction } from '../inventory/index.ts';
import type { Violation } from './define.ts';
import { type Fix, makeFix } from './fixes.ts';

interface Subject {
  readonly dockerfile: Dockerfile;
}

interface Options {
  readonly risky?: boolean;
}

type FixOf = (violation: Violation, subject: Subject) => Fix | undefined;

function textEdit(start: number, end: number, text: string, description: string): TextEdit {
  return { kind: 'text', start, end, text, description };
}

/** Puts a word behind what the finding marks. */
export function insertAfter(word: string, breaks: string, options?: Options): FixOf {
  return ({ span }) => span && makeFix([textEdit(span.end, span.end, ` ${word}`, `insert ${word}`)], breaks, options);
}

/** Writes what the finding marks anew; `undefined` where `rewrite` knows nothing better. */
export function rewriteWord(rewrite: (text: string) => string | undefined, breaks: string, options?: Options): FixOf {
  return ({ span }, { dockerfile }) => {
    const before = span && dockerfile.file.text.slice(span.start, span.end);
    const after = before === undefined ? undefined : rewrite(before);
    if (!span || after === undefined || after === before) return undefined;
    return makeFix([textEdit(span.start, span.end, after, `write ${after} for ${before}`)], breaks, options);
  };
}

/** Takes out the word that the finding marks, with the blanks before it. */
export function removeWord(breaks: string, options?: Options): FixOf {
  return ({ span }, { dockerfile: { file } }) => {
    if (!span) return undefined;
    const { text } = file;
    const blanks = /[ \t]*$/.exec(text.slice(0, span.start))?.[0].length ?? 0;
    const description = `remove ${text.slice(span.start, span.end)}`;
    // After a line continuation the blanks are indentation, and those behind the word go.
    const isIndented = /[\r\n]$/.test(text.slice(0, span.start - blanks)) || span.start - blanks === 0;
    if (!isIndented) return makeFix([textEdit(span.start - blanks, span.end, '', description)], breaks, options);
    const after = /^[ \t]*/.exec(text.slice(span.end))?.[0].length ?? 0;
    return makeFix([textEdit(span.start, span.end + after, '', description)], breaks, options);
  };
}

/** Ends the RUN that the finding is in with one more command. */
export function appendCommand(command: string, breaks: string, options?: Options): FixOf {
  return ({ path }, { dockerfile }) => {
    const instruction = instructionAt(dockerfile, path);
    if (!instruction || instruction.json || instruction.heredocs.length > 0) return undefined;
    const { text } = dockerfile.file;
    const { start, end } = instruction.arguments;
    const script = text.slice(start, end).trimEnd();
    // Behind these another command would not run, or would belong to a comment.
    if (/[;&|\\`]$/.test(script) || /(?:^|\s)#[^\n]*$/.test(script)) return undefined;
    const indent = /\n([ \t]+)\S[^\n]*$/.exec(script)?.[1];
    const eol = text.includes('\r\n') ? '\r\n' : '\n';
    const joint = indent === undefined ? ' && ' : ` ${dockerfile.escape}${eol}${indent}&& `;
    const at = start + script.length;
    return makeFix([textEdit(at, at, joint + command, `add ${command} to the RUN`)], breaks, options);
  };
}

/** Takes out the instruction that the finding is in, with its line break. */
export function removeInstruction(breaks: string, options?: Options): FixOf {
  return ({ path }, { dockerfile }) => {
    const instruction = instructionAt(dockerfile, path);
    if (!instruction || instruction.isDeferred) return undefined;
    const { text } = dockerfile.file;
    const lineEnd = text.indexOf('\n', instruction.end);
    const end = lineEnd < 0 ? text.length : lineEnd + 1;
    return makeFix(
      [textEdit(instruction.start, end, '', `remove ${instruction.keyword} of line ${lineOf(text, instruction.start)}`)],
      breaks,
      options,
    );
  };
}

/** Puts an instruction before the first of the final stage that starts the program, or at the end of the file. */
export function addToFinalStage(line: string, breaks: string, options?: Options): FixOf {
  return (_, { dockerfile }) => {
    const { final, file } = dockerfile;
    if (!final) return undefined;
    const eol = file.text.includes('\r\n') ? '\r\n' : '\n';
    const start = final.instructions.find(({ keyword }) => keyword === 'CMD' || keyword === 'ENTRYPOINT')?.start;
    if (start !== undefined) return makeFix([textEdit(start, start, `${line}${eol}`, `add ${line}`)], breaks, options);
    const end = file.text.length;
    const gap = file.text.endsWith('\n') ? '' : eol;
    return makeFix([textEdit(end, end, `${gap}${line}${eol}`, `add ${line}`)], breaks, options);
  };
}

export function instructionAt(dockerfile: Dockerfile, path: Violation['path']): Instruction | undefined {
  const key = path.join('/');
  return dockerfile.instructions.flatMap((one) => (one.trigger ? [one, one.trigger] : [one])).find((one) => one.path.join('/') === key);
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
