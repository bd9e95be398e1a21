import { EVENT_ID, type Event, SCALAR_STYLE, type ScalarEvent } from 'js-yaml';
import type { FieldPath } from '../../core/index.ts';
import { isMergeKey, keyOf, offsetOf } from './compose.ts';
import type { ParsedDocument } from './parse.ts';

/** Offsets of a field in its document. `exact` is false where the field is absent: then they are those of its nearest existing parent. */
export interface Location {
  readonly start: number;
  readonly end: number;
  readonly exact: boolean;
}

/** Indexes of a node in the event list, and of the key that leads to it, if any. */
interface Slot {
  readonly key: number | undefined;
  readonly node: number;
}

/** Finds fields in one parsed document. The children of a node are listed when they are first asked for. */
export class Locator {
  readonly #document: ParsedDocument;
  readonly #events: readonly Event[];
  readonly #ends: Int32Array;
  /** The node that each alias names. */
  readonly #targets = new Map<number, number>();
  readonly #children = new Map<number, ReadonlyMap<string, Slot> | readonly Slot[]>();

  constructor(document: ParsedDocument) {
    this.#document = document;
    this.#events = document.events;
    this.#ends = new Int32Array(this.#events.length);
    this.#indexEvents();
  }

  locate(path: FieldPath): Location {
    let slot: Slot = { key: undefined, node: 1 };
    let exact = true;
    for (const step of path) {
      const next = this.#child(this.#resolve(slot.node), step);
      if (!next) {
        exact = false;
        break;
      }
      slot = next;
    }
    return { ...this.#range(slot), exact };
  }

  /** One pass over the events: where each node ends, and which node an alias names. An anchor given twice means the nearest one before the alias. */
  #indexEvents(): void {
    const open: number[] = [];
    const anchors = new Map<string, number>();
    for (const [index, event] of this.#events.entries()) {
      if (event.type === EVENT_ID.POP) {
        this.#ends[open.pop() ?? 0] = index + 1;
        continue;
      }
      this.#ends[index] = index + 1;
      if (event.type !== EVENT_ID.SCALAR && event.type !== EVENT_ID.ALIAS) open.push(index);
      if (event.type === EVENT_ID.DOCUMENT || event.anchorStart < 0) continue;
      const name = this.#document.text.slice(event.anchorStart, event.anchorEnd);
      if (event.type === EVENT_ID.ALIAS) this.#targets.set(index, anchors.get(name) ?? index);
      else anchors.set(name, index);
    }
  }

  /** The node itself, or the one that an alias names. */
  #resolve(node: number): number {
    return this.#targets.get(node) ?? node;
  }

  #child(node: number, step: string | number): Slot | undefined {
    const children = this.#childrenOf(node);
    if (children === undefined) return undefined;
    return children instanceof Map ? children.get(String(step)) : (children as readonly Slot[])[Number(step)];
  }

  #childrenOf(node: number): ReadonlyMap<string, Slot> | readonly Slot[] | undefined {
    const known = this.#children.get(node);
    if (known) return known;
    const type = this.#events[node]?.type;
    if (type !== EVENT_ID.MAPPING && type !== EVENT_ID.SEQUENCE) return undefined;
    const children = type === EVENT_ID.MAPPING ? this.#members(node) : this.#items(node);
    this.#children.set(node, children);
    return children;
  }

  #items(node: number): Slot[] {
    const items: Slot[] = [];
    const end = (this.#ends[node] ?? 0) - 1;
    for (let at = node + 1; at < end; at = this.#ends[at] ?? end) items.push({ key: undefined, node: at });
    return items;
  }

  #members(node: number): Map<string, Slot> {
    const members = new Map<string, Slot>();
    const end = (this.#ends[node] ?? 0) - 1;
    for (let key = node + 1; key < end; ) {
      const value = this.#ends[key] ?? end;
      const event = this.#events[this.#resolve(key)];
      if (event?.type === EVENT_ID.SCALAR) {
        if (isMergeKey(this.#document.text, event)) this.#merge(members, value);
        else members.set(keyOf(this.#document.text, event) ?? '', { key, node: value });
      }
      key = this.#ends[value] ?? end;
    }
    return members;
  }

  #merge(members: Map<string, Slot>, value: number): void {
    const source = this.#resolve(value);
    const sources = this.#events[source]?.type === EVENT_ID.SEQUENCE ? this.#items(source).toReversed() : [{ node: source }];
    for (const { node } of sources) {
      const children = this.#childrenOf(this.#resolve(node));
      if (children instanceof Map) for (const [name, slot] of children) members.set(name, slot);
    }
  }

  /** A field reaches from its key to the end of a scalar; of a collection, only the key is shown, or the first line of an item. */
  #range(slot: Slot): { start: number; end: number } {
    const keyEvent = slot.key === undefined ? undefined : this.#events[slot.key];
    const valueEvent = this.#events[slot.node];
    const key = keyEvent && this.#nodeRange(keyEvent);
    const value = valueEvent && this.#nodeRange(valueEvent);
    const range = {
      start: key?.start ?? value?.start ?? 0,
      end: (valueEvent?.type === EVENT_ID.SCALAR || valueEvent?.type === EVENT_ID.ALIAS || !key ? value?.end : key.end) ?? key?.end ?? 0,
    };
    return { start: this.#document.originalOffset(range.start), end: this.#document.originalOffset(range.end) };
  }

  #nodeRange(event: Event): { start: number; end: number } | undefined {
    const text = this.#document.text;
    switch (event.type) {
      case EVENT_ID.SCALAR:
        return event.valueStart < 0 ? undefined : scalarRange(text, event);
      case EVENT_ID.ALIAS:
        return { start: event.anchorStart - 1, end: event.anchorEnd };
      case EVENT_ID.MAPPING:
      case EVENT_ID.SEQUENCE:
        return { start: offsetOf(event), end: lineEnd(text, offsetOf(event)) };
      default:
        return undefined;
    }
  }
}

function scalarRange(text: string, event: ScalarEvent): { start: number; end: number } {
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
