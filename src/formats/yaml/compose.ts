import { EVENT_ID, type Event, getScalarValue, type MappingEvent, SCALAR_STYLE, type ScalarEvent, type SequenceEvent } from 'js-yaml';
import type { FieldPath } from '../../core/index.ts';
import { keyText, resolvePlain, resolveTagged, type Scalar } from './scalar.ts';

/** A key that stands more than once in one mapping; the last one wins. `offset` is that of the later key. */
export interface DuplicateKey {
  readonly path: FieldPath;
  readonly offset: number;
}

/** A document that parses but means nothing: an unknown alias, a cycle, too many aliases, a key that is no scalar. */
export class ComposeError extends Error {
  readonly offset: number;
  readonly isLimit: boolean;

  constructor(message: string, offset: number, isLimit = false) {
    super(message);
    this.offset = offset;
    this.isLimit = isLimit;
  }
}

interface Anchored {
  readonly value: unknown;
  readonly weight: number;
}

/**
 * Aliases may multiply a small text into a huge tree. The bound is goyaml.v2's: free up to 400,000 nodes, then aliases may make up
 * at most a tenth of them (https://github.com/kubernetes-sigs/yaml/blob/v1.6.0/goyaml.v2/decode.go, allowedAliasRatio).
 */
const FREE_NODES = 400_000;
const ALIAS_SHARE = 0.1;

/** Makes the value of one document from parser events: plain objects and arrays, with the scalars of `scalar.ts`. */
export class Composer {
  readonly duplicates: DuplicateKey[] = [];
  readonly #events: readonly Event[];
  readonly #text: string;
  readonly #anchors = new Map<string, Anchored>();
  readonly #open = new Set<string>();
  readonly #path: (string | number)[] = [];
  #at = 0;
  #nodes = 0;
  #aliased = 0;

  constructor(events: readonly Event[], text: string) {
    this.#events = events;
    this.#text = text;
  }

  /** The value of the first document among the events; `undefined` where there is none. */
  compose(): unknown {
    if (this.#events[0]?.type !== EVENT_ID.DOCUMENT) return undefined;
    this.#at = 1;
    return this.#events[1]?.type === EVENT_ID.POP ? undefined : this.#node();
  }

  #node(): unknown {
    const event = this.#events[this.#at++];
    if (event === undefined) return undefined;
    this.#nodes++;
    switch (event.type) {
      case EVENT_ID.SCALAR:
        return event.anchorStart < 0 ? scalarOf(this.#text, event) : this.#anchor(event, () => scalarOf(this.#text, event));
      case EVENT_ID.MAPPING:
        return event.anchorStart < 0 ? this.#mapping() : this.#anchor(event, () => this.#mapping());
      case EVENT_ID.SEQUENCE:
        return event.anchorStart < 0 ? this.#sequence() : this.#anchor(event, () => this.#sequence());
      case EVENT_ID.ALIAS:
        return this.#alias(this.#text.slice(event.anchorStart, event.anchorEnd), event.anchorStart);
      default:
        return undefined;
    }
  }

  #anchor(event: ScalarEvent | MappingEvent | SequenceEvent, make: () => unknown): unknown {
    const name = this.#text.slice(event.anchorStart, event.anchorEnd);
    const before = this.#nodes;
    this.#open.add(name);
    const value = make();
    this.#open.delete(name);
    this.#anchors.set(name, { value, weight: this.#nodes - before + 1 });
    return value;
  }

  #alias(name: string, offset: number): unknown {
    if (this.#open.has(name)) throw new ComposeError(`anchor "${name}" contains itself`, offset);
    const anchored = this.#anchors.get(name);
    if (!anchored) throw new ComposeError(`alias "${name}" has no anchor before it`, offset);
    this.#nodes += anchored.weight;
    this.#aliased += anchored.weight;
    if (this.#nodes > FREE_NODES && this.#aliased > this.#nodes * ALIAS_SHARE) {
      throw new ComposeError('aliases multiply this document beyond any real use', offset, true);
    }
    return anchored.value;
  }

  #sequence(): unknown[] {
    const items: unknown[] = [];
    const depth = this.#path.length;
    while (!this.#atPop()) {
      this.#path[depth] = items.length;
      items.push(this.#node());
    }
    this.#path.length = depth;
    return items;
  }

  #mapping(): Record<string, unknown> {
    const map: Record<string, unknown> = {};
    const depth = this.#path.length;
    let merged: Set<string> | undefined;
    while (!this.#atPop()) {
      const keyEvent = this.#events[this.#at];
      const offset = offsetOf(keyEvent);
      const isMerge = keyEvent?.type === EVENT_ID.SCALAR && isMergeKey(this.#text, keyEvent);
      const key = isMerge ? '<<' : this.#key(offset);
      this.#path[depth] = key;
      if (isMerge) {
        this.#at++;
        merged ??= new Set();
        for (const name of merge(map, this.#node(), offset)) merged.add(name);
        continue;
      }
      if (Object.hasOwn(map, key) && !merged?.delete(key)) this.duplicates.push({ path: this.#path.slice(0, depth + 1), offset });
      setOwn(map, key, this.#node());
    }
    this.#path.length = depth;
    return map;
  }

  #key(offset: number): string {
    const event = this.#events[this.#at];
    const value = this.#node();
    if (typeof value === 'string') return value;
    if (typeof value === 'object' && value !== null) throw new ComposeError('a mapping key must be a scalar', offset);
    const text = event?.type === EVENT_ID.SCALAR ? getScalarValue(this.#text, event) : String(value);
    const key = keyText(value as Scalar, text);
    if (key === undefined) throw new ComposeError('a mapping key must not be null', offset);
    return key;
  }

  #atPop(): boolean {
    const event = this.#events[this.#at];
    if (event !== undefined && event.type !== EVENT_ID.POP) return false;
    this.#at++;
    return true;
  }
}

/** Own properties only: a key named `__proto__` must not reach the prototype. */
function setOwn(map: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__') Object.defineProperty(map, key, { value, enumerable: true, configurable: true, writable: true });
  else map[key] = value;
}

/** `<<`: goyaml.v2 writes merged keys where the merge stands, and earlier members of a list win over later ones. Returns the keys. */
function merge(map: Record<string, unknown>, source: unknown, offset: number): string[] {
  const names: string[] = [];
  const sources = Array.isArray(source) ? source.toReversed() : [source];
  for (const one of sources) {
    if (typeof one !== 'object' || one === null || Array.isArray(one)) {
      throw new ComposeError('a merge key (<<) needs a mapping or a list of mappings', offset);
    }
    for (const [key, value] of Object.entries(one)) {
      setOwn(map, key, value);
      names.push(key);
    }
  }
  return names;
}

export function isMergeKey(text: string, event: ScalarEvent): boolean {
  return event.style === SCALAR_STYLE.PLAIN && event.valueEnd - event.valueStart === 2 && text.startsWith('<<', event.valueStart);
}

/** Where a node starts in the text, its tag and anchor left aside. */
function offsetOf(event: Event | undefined): number {
  if (event === undefined) return 0;
  if (event.type === EVENT_ID.SCALAR) return event.valueStart;
  if (event.type === EVENT_ID.ALIAS) return event.anchorStart - 1;
  return event.type === EVENT_ID.MAPPING || event.type === EVENT_ID.SEQUENCE ? event.start : 0;
}

/** A block scalar that reaches the end of a text without a last line break has none either in goyaml.v2; js-yaml adds one. */
function textOf(text: string, event: ScalarEvent): string {
  const value = getScalarValue(text, event);
  const isBlock = event.style === SCALAR_STYLE.LITERAL_BLOCK || event.style === SCALAR_STYLE.FOLDED_BLOCK;
  return isBlock && event.valueEnd >= text.length && !/[\r\n]$/.test(text) ? value.replace(/\n$/, '') : value;
}

/** The name of a member of a mapping, as `Composer` gives it; `undefined` for a key that it refuses. */
export function keyOf(text: string, event: ScalarEvent): string | undefined {
  return keyText(scalarOf(text, event), getScalarValue(text, event));
}

function scalarOf(text: string, event: ScalarEvent): Scalar {
  const value = event.fast ? text.slice(event.valueStart, event.valueEnd) : textOf(text, event);
  if (event.tagStart >= 0) {
    const tag = text.slice(event.tagStart, event.tagEnd).replace('!<tag:yaml.org,2002:', '!!').replace(/>$/, '');
    const resolved = resolveTagged(tag, value);
    if (resolved === undefined) throw new ComposeError(`"${tag}" does not fit this value`, event.valueStart);
    return resolved;
  }
  return event.style === SCALAR_STYLE.PLAIN ? resolvePlain(value) : value;
}
