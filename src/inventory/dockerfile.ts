import type { FieldPath } from '../core/index.ts';
import type { DockerfileInstruction, DockerfileWord, ShellScript, Span } from '../formats/index.ts';
import type { LocatedField, SourceText } from './object.ts';

/** A Dockerfile: the stages of an image build. Findings name a path in it (`stages[0].instructions[3]`) and a span of its text. */
export interface Dockerfile {
  readonly file: SourceText;
  /** The escape character: a backslash, or a backquote where a directive says so. */
  readonly escape: string;
  /** Every instruction, those before the first FROM included. */
  readonly instructions: readonly Instruction[];
  readonly stages: readonly Stage[];
  /** The stage that becomes the image, unless the build asks for another one. */
  readonly final: Stage | undefined;
  /** The final stage and the stages it is built FROM, outermost base first: together they are what the image is. */
  readonly chain: readonly Stage[];
  /** The `.dockerignore` that goes with it. */
  readonly ignoreFile: IgnoreFile;
  /** What a lock file says about an image, given as `name:tag`. */
  lockedDigest(image: string): string | undefined;
  locate(path: FieldPath): LocatedField;
}

/** `unknown` where the text came without a folder around it. */
export type IgnoreFile = { readonly kind: 'unknown' } | { readonly kind: 'missing' } | { readonly kind: 'text'; readonly text: string };

export interface Stage {
  readonly index: number;
  /** In lower case, as Docker compares it. */
  readonly name: string | undefined;
  readonly path: FieldPath;
  readonly from: Instruction;
  readonly base: Base;
  /** What comes after FROM. */
  readonly instructions: readonly Instruction[];
  /** How it ends. */
  readonly end: State;
}

/** What a stage starts from. `reference` is the word that names it. */
export type Base =
  | { readonly kind: 'scratch'; readonly reference: Span }
  | { readonly kind: 'stage'; readonly stage: Stage; readonly reference: Span }
  | { readonly kind: 'image'; readonly image: string; readonly reference: Span }
  /** A variable without a value decides. */
  | { readonly kind: 'unresolved'; readonly reference: Span };

/** What the instructions so far, those of the stages below included, have set. */
export interface State {
  /** The last USER. */
  readonly user: Instruction | undefined;
  /** The last WORKDIR that is absolute or follows one; `undefined` where the base image decides. */
  readonly workdir: string | undefined;
  /** What SHELL said; `undefined` for the shell of the base image. */
  readonly shell: readonly string[] | undefined;
  readonly variables: Variables | undefined;
}

/** ARG and ENV, the latest first. A value of `undefined` is only known to the build. */
export interface Variables {
  readonly name: string;
  readonly value: string | undefined;
  readonly kind: 'ARG' | 'ENV';
  readonly before: Variables | undefined;
}

export interface Instruction extends Omit<DockerfileInstruction, 'trigger'> {
  readonly path: FieldPath;
  /** Absent before the first FROM. */
  readonly stage: Stage | undefined;
  /** As it was before this instruction. */
  readonly state: State;
  readonly trigger: Instruction | undefined;
  /** Whether ONBUILD defers it to another build. */
  readonly isDeferred: boolean;
  /** The commands of RUN, CMD, ENTRYPOINT and HEALTHCHECK; empty where no shell of the Bourne family reads them. */
  readonly shell: ShellScript;
  /** The value of a word, or `undefined` where a variable in it has no value in the file. */
  valueOf(word: Pick<DockerfileWord, 'text'>): string | undefined;
}
