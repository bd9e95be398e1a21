import { COLLECTION_STYLE, EVENT_ID, type Event, type MappingEvent, type ScalarEvent, type SequenceEvent } from 'js-yaml';
import { keyOf } from './compose.ts';
import { scalarRange } from './locate.ts';

/** A node with the offsets of its text: `end` is after its last character that counts, also of block collections. */
export type TreeNode = ScalarNode | AliasNode | MappingNode | SequenceNode;

export interface ScalarNode {
  readonly type: 'scalar';
  readonly start: number;
  readonly end: number;
  /** No text at all: the null after a key. `start` and `end` are then where a value would go. */
  readonly isEmpty: boolean;
  readonly event: ScalarEvent;
}

export interface AliasNode {
  readonly type: 'alias';
  readonly start: number;
  readonly end: number;
}

export interface MappingEntry {
  /** `undefined` for a key that is no scalar. */
  readonly name: string | undefined;
  readonly key: TreeNode;
  readonly value: TreeNode;
}

export interface MappingNode {
  readonly type: 'mapping';
  readonly start: number;
  readonly end: number;
  readonly isFlow: boolean;
  readonly entries: readonly MappingEntry[];
}

export interface SequenceNode {
  readonly type: 'sequence';
  readonly start: number;
  readonly end: number;
  readonly isFlow: boolean;
  readonly items: readonly TreeNode[];
  /** Where the dash of each item of a block list stands. */
  readonly dashes: readonly number[];
}

/** The tree of one document, for those who change its text; reading values and places needs none. */
export function buildTree(events: readonly Event[], text: string): TreeNode | undefined {
  let at = 1;
  /** Where the text read so far ends, which is where an empty value stands. */
  let reached = 0;

  const node = (): TreeNode => {
    const event = events[at++];
    switch (event?.type) {
      case EVENT_ID.MAPPING:
        return mapping(event);
      case EVENT_ID.SEQUENCE:
        return sequence(event);
      case EVENT_ID.ALIAS:
        reached = event.anchorEnd;
        return { type: 'alias', start: event.anchorStart - 1, end: reached };
      case EVENT_ID.SCALAR:
        return scalar(event);
      default:
        throw new Error('events of a document are not balanced');
    }
  };

  const scalar = (event: ScalarEvent): ScalarNode => {
    if (event.valueStart < 0) {
      reached = Math.max(reached, event.anchorEnd, event.tagEnd);
      return { type: 'scalar', start: reached, end: reached, isEmpty: true, event };
    }
    const { start, end } = scalarRange(text, event);
    reached = end;
    return { type: 'scalar', start, end, isEmpty: false, event };
  };

  const isOpen = (): boolean => {
    if (events[at]?.type !== EVENT_ID.POP) return true;
    at++;
    return false;
  };

  const mapping = (event: MappingEvent): MappingNode => {
    const isFlow = event.style === COLLECTION_STYLE.FLOW;
    if (isFlow) reached = event.start + 1;
    const entries: MappingEntry[] = [];
    while (isOpen()) {
      const key = node();
      reached = skipTo(':', text, reached);
      const value = node();
      const name = key.type === 'scalar' ? keyOf(text, key.event) : undefined;
      entries.push({ name, key, value });
    }
    if (isFlow) reached = closing('}', text, reached);
    return { type: 'mapping', start: isFlow ? event.start : (entries[0]?.key.start ?? event.start), end: reached, isFlow, entries };
  };

  const sequence = (event: SequenceEvent): SequenceNode => {
    const isFlow = event.style === COLLECTION_STYLE.FLOW;
    reached = event.start + 1;
    const items: TreeNode[] = [];
    const dashes: number[] = [];
    while (isOpen()) {
      if (!isFlow) {
        if (items.length > 0) reached = skipTo('-', text, reached);
        dashes.push(reached - 1);
      }
      items.push(node());
    }
    if (isFlow) reached = closing(']', text, reached);
    return { type: 'sequence', start: event.start, end: reached, isFlow, items, dashes };
  };

  return events[1] === undefined || events[1].type === EVENT_ID.POP ? undefined : node();
}

/** After the next `character`, if only space and comments come before it; else where it was. */
function skipTo(character: string, text: string, from: number): number {
  const at = skipIdle(text, from);
  return text[at] === character ? at + 1 : from;
}

/** After the bracket that closes a flow collection. */
function closing(bracket: string, text: string, from: number): number {
  let at = skipIdle(text, from);
  while (text[at] === ',') at = skipIdle(text, at + 1);
  return text[at] === bracket ? at + 1 : from;
}

function skipIdle(text: string, from: number): number {
  const idle = /(?:\s|#[^\n]*)*/y;
  idle.lastIndex = from;
  return from + (idle.exec(text)?.[0].length ?? 0);
}
