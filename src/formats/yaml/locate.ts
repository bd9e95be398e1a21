import { SCALAR_STYLE, type ScalarEvent } from 'js-yaml';
import type { FieldPath } from '../../core/index.ts';
import { isMergeKey, keyOf } from './compose.ts';
import type { EventTable } from './event-table.ts';

/** Offsets of a field in its document. `exact` is false where the field is absent: then they are those of its nearest existing parent. */
export interface Location {
  readonly start: number;
  readonly end: number;
  readonly exact: boolean;
}

/** Rows of a node in the event table, and of the key that leads to it, if any. */
interface Slot {
  readonly key: number | undefined;
  readonly node: number;
}

/** Finds fields in one parsed document. The children of a node are listed when they are first asked for. */
export class Locator {
  readonly #table: EventTable;
  readonly #text: string;
  readonly #originalOffset: (offset: number) => number;
  readonly #children = new Map<number, ReadonlyMap<string, Slot> | readonly Slot[]>();

  /** `text` is the one that the rows refer to; `originalOffset` leads from there to the text that was given. */
  constructor(table: EventTable, text: string, originalOffset: (offset: number) => number) {
    this.#table = table;
    this.#text = text;
    this.#originalOffset = originalOffset;
  }

  locate(path: FieldPath): Location {
    let slot: Slot = { key: undefined, node: 0 };
    let exact = true;
    for (const step of path) {
      const next = this.#child(this.#table.resolve(slot.node), step);
      if (!next) {
        exact = false;
        break;
      }
      slot = next;
    }
    return { ...this.#range(slot), exact };
  }

  #child(node: number, step: string | number): Slot | undefined {
    const children = this.#childrenOf(node);
    if (children === undefined) return undefined;
    return children instanceof Map ? children.get(String(step)) : (children as readonly Slot[])[Number(step)];
  }

  #childrenOf(node: number): ReadonlyMap<string, Slot> | readonly Slot[] | undefined {
    const known = this.#children.get(node);
    if (known) return known;
    const children = this.#table.isMapping(node) ? this.#members(node) : this.#table.isSequence(node) ? this.#items(node) : undefined;
    if (children) this.#children.set(node, children);
    return children;
  }

  #items(node: number): Slot[] {
    const items: Slot[] = [];
    const end = this.#table.after(node);
    for (let at = node + 1; at < end; at = this.#table.after(at)) items.push({ key: undefined, node: at });
    return items;
  }

  #members(node: number): Map<string, Slot> {
    const members = new Map<string, Slot>();
    const end = this.#table.after(node);
    for (let key = node + 1; key < end; ) {
      const value = this.#table.after(key);
      const named = this.#table.resolve(key);
      if (this.#table.isScalar(named)) {
        const scalar = this.#table.scalar(named);
        if (isMergeKey(this.#text, scalar)) this.#merge(members, value);
        else members.set(keyOf(this.#text, scalar) ?? '', { key, node: value });
      }
      key = this.#table.after(value);
    }
    return members;
  }

  #merge(members: Map<string, Slot>, value: number): void {
    const source = this.#table.resolve(value);
    const sources = this.#table.isSequence(source) ? this.#items(source).toReversed() : [{ node: source }];
    for (const { node } of sources) {
      const children = this.#childrenOf(this.#table.resolve(node));
      if (children instanceof Map) for (const [name, slot] of children) members.set(name, slot);
    }
  }

  /** A field reaches from its key to the end of a scalar; of a collection, only the key is shown, or the first line of an item. */
  #range({ key: keyRow, node }: Slot): { start: number; end: number } {
    const key = keyRow === undefined ? undefined : this.#nodeRange(keyRow);
    const value = this.#nodeRange(node);
    const reachesToValue = this.#table.isScalar(node) || this.#table.isAlias(node) || !key;
    const start = key?.start ?? value?.start ?? 0;
    const end = (reachesToValue ? value?.end : key.end) ?? key?.end ?? 0;
    return { start: this.#originalOffset(start), end: this.#originalOffset(end) };
  }

  #nodeRange(row: number): { start: number; end: number } | undefined {
    if (row >= this.#table.length) return undefined;
    const start = this.#table.start(row);
    if (this.#table.isScalar(row)) return start < 0 ? undefined : scalarRange(this.#text, this.#table.scalar(row));
    return { start, end: this.#table.isAlias(row) ? this.#table.end(row) : lineEnd(this.#text, start) };
  }
}

/** From the quote or the block header to the end of the text that counts. */
export function scalarRange(text: string, event: ScalarEvent): { start: number; end: number } {
  switch (event.style) {
    case SCALAR_STYLE.SINGLE_QUOTED:
    case SCALAR_STYLE.DOUBLE_QUOTED:
      return { start: event.valueStart - 1, end: event.valueEnd + 1 };
    case SCALAR_STYLE.LITERAL_BLOCK:
    case SCALAR_STYLE.FOLDED_BLOCK:
      return { start: headerStart(text, event.valueStart), end: lastLineEnd(text, event.valueStart, event.valueEnd) };
    default:
      return { start: event.valueStart, end: event.valueEnd };
  }
}

/** The `|` or `>` that opens a block scalar stands at the end of the line before its content, with nothing but a comment after it. */
function headerStart(text: string, valueStart: number): number {
  const end = text.lastIndexOf('\n', valueStart - 1);
  const lineStart = text.lastIndexOf('\n', end - 1) + 1;
  const header = /[|>][-+0-9]*[ \t]*(?:#.*)?\r?$/.exec(text.slice(lineStart, Math.max(lineStart, end)));
  return header ? lineStart + header.index : valueStart;
}

/** The end of the last line with content: trailing line breaks of a block scalar are not worth marking. */
function lastLineEnd(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && /\s/.test(text[at - 1] ?? '')) at--;
  return at;
}

/** The end of the line's content, without a comment. */
function lineEnd(text: string, start: number): number {
  const newline = text.indexOf('\n', start);
  const line = text.slice(start, newline < 0 ? undefined : newline).replace(/\s#.*$/, '');
  return start + line.trimEnd().length;
}
