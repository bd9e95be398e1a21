import { indexLines } from '../../../core/index.ts';
import { type Token, tokenize } from '../syntax/index.ts';
import { type PlacedComment, placeComments } from './layout.ts';

/** The text that is laid out anew: which row an offset is in, what is written at it, where its bracket closes. */
export class Source {
  readonly text: string;
  readonly comments: readonly PlacedComment[];
  private readonly tokens = new Map<number, Token>();
  private readonly closings = new Map<number, number>();
  private readonly braces: number[] = [];
  private readonly lines: ReturnType<typeof indexLines>;

  constructor(text: string) {
    this.text = text;
    this.lines = indexLines(text);
    const { tokens, comments } = tokenize(text);
    this.comments = placeComments(comments, (at) => this.row(at));
    this.read(tokens);
    this.braces.sort((a, b) => a - b);
  }

  private read(tokens: readonly Token[]): void {
    const open: number[] = [];
    for (const token of tokens) {
      this.tokens.set(token.start, token);
      if (token.kind === 'symbol' && '([{'.includes(token.text)) open.push(token.start);
      if (token.kind === 'symbol' && ')]}'.includes(token.text)) {
        const from = open.pop();
        if (from !== undefined) this.closings.set(from, token.start);
        if (token.text === '}') this.braces.push(token.start);
      }
      for (const part of token.parts ?? []) if (typeof part !== 'string') this.read(part);
    }
  }

  row(at: number): number {
    return this.lines.positionAt(at).line;
  }

  /** What is written in a row from its first sign on. */
  rowText(row: number): string {
    return (this.text.split('\n', row)[row - 1] ?? '').trimStart();
  }

  tokenAt(at: number): Token | undefined {
    return this.tokens.get(at);
  }

  /** A scalar as it is written; a number may have a sign before it. */
  scalarText(at: number): string {
    const token = this.tokens.get(at);
    if (!token) return '';
    if (token.text !== '-' || token.kind !== 'symbol') return this.text.slice(token.start, token.end);
    return `-${this.scalarText(token.end)}`;
  }

  /** The row in which the bracket closes that opens at an offset; none where no bracket opens there. */
  closingRow(at: number): number {
    const closing = this.closings.get(at);
    return closing === undefined ? -1 : this.row(closing);
  }

  /** The row of the first closing brace from an offset on. */
  braceRow(from: number): number {
    const at = this.braces.find((start) => start >= from);
    return at === undefined ? -1 : this.row(at);
  }
}
