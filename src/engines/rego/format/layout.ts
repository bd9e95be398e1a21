import type { Comment } from '../syntax/index.ts';

/** A comment with the row it stands in. */
export interface PlacedComment {
  readonly text: string;
  readonly row: number;
}

/** Two comments want to end one line: what was begun cannot be laid out anew, and keeps the form it has. */
export class CommentClash {
  readonly row: number;
  constructor(row: number) {
    this.row = row;
  }
}

/** Text as it grows, line by line, with the comments that still have to find their place. */
export class Layout {
  comments: readonly PlacedComment[];
  private text = '';
  private level = 0;
  private inline = false;
  private isDelayed = false;
  private atEnd: PlacedComment | undefined;

  constructor(comments: readonly PlacedComment[]) {
    this.comments = comments;
  }

  write(text: string): void {
    this.text += text;
  }

  startLine(): void {
    this.inline = true;
    this.text += '\t'.repeat(this.level);
  }

  /** Begins a line unless one is begun. */
  ensureLine(): void {
    if (!this.inline) this.startLine();
  }

  endLine(): void {
    this.inline = false;
    if (this.atEnd && !this.isDelayed) {
      this.text += ` ${this.atEnd.text}`;
      this.atEnd = undefined;
    }
    this.isDelayed = false;
    this.text += '\n';
  }

  blankLine(): void {
    if (this.inline) this.endLine();
    this.text += '\n';
  }

  up(): void {
    this.level++;
  }

  down(): void {
    this.level--;
  }

  /** The next lines are those of a list; a comment at the end of its first line stays for the end of the list's own line. */
  startSequence(): void {
    this.isDelayed = true;
    this.endLine();
    this.up();
    this.startLine();
  }

  get hasCommentAtEnd(): boolean {
    return this.atEnd !== undefined;
  }

  /** Writes the comments above a row, and keeps the one in it for the end of the line. */
  commentsUntil(row: number): void {
    const at = this.comments.findLast((comment) => comment.row === row);
    const before = this.comments.filter((comment) => comment.row < row);
    if (at === undefined && before.length === 0) return;
    this.comments = this.comments.filter((comment) => comment.row > row);
    this.writeComments(before);
    const last = before.at(-1);
    if (last && row - last.row > 1) this.blankLine();
    if (at === undefined) return;
    if (this.atEnd) {
      this.atEnd = undefined;
      throw new CommentClash(row);
    }
    this.atEnd = at;
  }

  private writeComments(all: readonly PlacedComment[]): void {
    for (const [i, comment] of all.entries()) {
      const above = all[i - 1];
      if (above && comment.row - above.row > 1) this.blankLine();
      this.ensureLine();
      this.write(comment.text);
      this.endLine();
    }
  }

  /** What can be gone back to when comments clash. */
  save(): () => void {
    const { comments, text, level, inline, isDelayed, atEnd } = this;
    return () => Object.assign(this, { comments, text, level, inline, isDelayed, atEnd });
  }

  finish(): string {
    for (const { text } of this.comments) {
      this.ensureLine();
      this.write(text);
      this.endLine();
    }
    return `${this.text.replace(/\n+$/, '')}\n`;
  }
}

export function placeComments(comments: readonly Comment[], rowOf: (at: number) => number): readonly PlacedComment[] {
  return comments.map(({ text, start }) => ({ text: `#${text.trimEnd()}`, row: rowOf(start) }));
}
