import type { ExitReason } from './exit-codes.ts';

/** An option, stated once: the parser, the help, the completion and the reference page are made from it. */
export interface OptionSpec {
  /** Long name without dashes. */
  readonly name: string;
  readonly short?: string;
  /** What stands for the value in the help, in capitals; a switch has none. */
  readonly value?: string;
  readonly description: string;
  readonly choices?: readonly string[];
  /** May be given several times, or as a list separated by commas. */
  readonly isList?: boolean;
  /** May be given several times; commas belong to the value. */
  readonly isRepeatable?: boolean;
  /** The default in words, for the help. */
  readonly default?: string;
  /** Also read from this environment variable. */
  readonly env?: string;
  /** Also read from this key of the configuration file. */
  readonly config?: string;
}

export interface ArgumentSpec {
  readonly name: string;
  readonly description: string;
  readonly isRequired?: boolean;
  readonly isVariadic?: boolean;
  readonly choices?: readonly string[];
}

export interface Example {
  readonly command: string;
  readonly comment: string;
}

export interface CommandSpec {
  /** One word, or a noun and a verb with a space between them. */
  readonly name: string;
  /** The task under which the help lists it. */
  readonly group: string;
  readonly summary: string;
  readonly description?: string;
  readonly arguments: readonly ArgumentSpec[];
  readonly options: readonly OptionSpec[];
  readonly examples: readonly [Example, Example, ...Example[]];
  load(): Promise<CommandModule>;
}

/** Values of options as the user gave them; a list option is an array. Configuration and environment are not in it yet. */
export type OptionValues = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

export interface Output {
  readonly format: string | undefined;
  /** A file; `undefined` for standard output. */
  readonly file: string | undefined;
}

export interface Invocation {
  readonly arguments: readonly string[];
  readonly options: OptionValues;
  /** Pairs of `--format` and `--output`, in the order given; empty where neither was given. */
  readonly outputs: readonly Output[];
}

export interface CommandModule {
  /** The command's result; reasons that apply, of which the strongest becomes the exit code. */
  run(invocation: Invocation): Promise<readonly ExitReason[]>;
}
