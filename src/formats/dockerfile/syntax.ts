/** Half-open range of offsets into the text, in UTF-16 code units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A word between blanks. `text` is as written, quotes included, without the line continuations inside it. */
export interface DockerfileWord extends Span {
  readonly text: string;
}

/** `--name=value` before the arguments. */
export interface DockerfileFlag extends Span {
  readonly name: string;
  readonly value: string | undefined;
  readonly valueSpan: Span;
}

export interface Heredoc {
  readonly name: string;
  /** A quoted name: nothing inside is expanded. */
  readonly isQuoted: boolean;
  /** `<<-`: leading tabs do not count. */
  readonly isIndented: boolean;
  /** The lines between, without the closing one. */
  readonly body: Span;
}

/** `NAME=value` of ENV, LABEL and ARG; `value` is absent for `ARG NAME`. */
export interface DockerfilePair extends Span {
  readonly name: string;
  readonly value: DockerfileWord | undefined;
}

export interface DockerfileInstruction extends Span {
  /** In capitals, as Docker compares it. */
  readonly keyword: string;
  readonly keywordSpan: Span;
  readonly flags: readonly DockerfileFlag[];
  /** What follows keyword and flags, up to the bodies of heredocs. */
  readonly arguments: Span;
  /** The arguments, as long as their span: line continuations and comments between lines have become blanks. */
  readonly text: string;
  readonly words: readonly DockerfileWord[];
  /** The members of the exec form; absent for the shell form. Their text is the value, their span includes the quotes. */
  readonly json: readonly DockerfileWord[] | undefined;
  readonly heredocs: readonly Heredoc[];
  /** What ONBUILD defers. */
  readonly trigger: DockerfileInstruction | undefined;
}

export interface DockerfileError extends Span {
  readonly message: string;
}

export interface DockerfileSyntax {
  /** Parser directives by their lower-case name. */
  readonly directives: Readonly<Record<string, string>>;
  readonly escape: string;
  readonly instructions: readonly DockerfileInstruction[];
  readonly errors: readonly DockerfileError[];
}
