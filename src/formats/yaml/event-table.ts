import { EVENT_ID, type Event, type ScalarEvent } from 'js-yaml';

/** Columns of a row: kind and style of the node, where it starts, and where it ends: offsets, of a collection the row after its last member. */
const WIDTH = 3;
const STYLE_SHIFT = 3;
const CHOMPING_SHIFT = 6;
const FAST_BIT = 1 << 8;
const INDENT_SHIFT = 9;
const NONE = -1;

/** What few nodes have. */
interface Properties {
  readonly anchorStart: number;
  readonly anchorEnd: number;
  readonly tagStart: number;
  readonly tagEnd: number;
}

const NO_PROPERTIES: Properties = { anchorStart: NONE, anchorEnd: NONE, tagStart: NONE, tagEnd: NONE };

/**
 * The nodes of one document in the order of its text, twelve bytes each, so that all documents of a large text can keep theirs and no
 * text is parsed twice. Row 0 is the root.
 */
export class EventTable {
  readonly #rows: Int32Array;
  readonly #properties: ReadonlyMap<number, Properties>;
  /** The row that each alias names: of an anchor given twice, the nearest one before the alias. */
  readonly #targets: ReadonlyMap<number, number>;

  /** `events` are those of one document, its own event and the end of it among them. */
  constructor(events: readonly Event[], text: string) {
    let count = 0;
    for (const { type } of events) if (type !== EVENT_ID.POP && type !== EVENT_ID.DOCUMENT) count++;
    this.#rows = new Int32Array(count * WIDTH);
    const properties = new Map<number, Properties>();
    const targets = new Map<number, number>();
    const anchors = new Map<string, number>();
    const open: number[] = [];
    let row = 0;
    for (const event of events) {
      if (event.type === EVENT_ID.DOCUMENT) continue;
      if (event.type === EVENT_ID.POP) {
        const collection = open.pop();
        if (collection !== undefined) this.#rows[collection * WIDTH + 2] = row;
        continue;
      }
      const at = row * WIDTH;
      if (event.type === EVENT_ID.SCALAR) {
        const { style, chomping, fast, indent, valueStart, valueEnd } = event;
        this.#rows[at] =
          event.type |
          (style << STYLE_SHIFT) |
          (chomping << CHOMPING_SHIFT) |
          (fast ? FAST_BIT : 0) |
          (Math.max(0, indent) << INDENT_SHIFT);
        this.#rows[at + 1] = valueStart;
        this.#rows[at + 2] = valueEnd;
      } else {
        this.#rows[at] = event.type;
        this.#rows[at + 1] = event.type === EVENT_ID.ALIAS ? event.anchorStart - 1 : event.start;
        this.#rows[at + 2] = event.type === EVENT_ID.ALIAS ? event.anchorEnd : row + 1;
        if (event.type !== EVENT_ID.ALIAS) open.push(row);
      }
      if (event.anchorStart >= 0) {
        const name = text.slice(event.anchorStart, event.anchorEnd);
        if (event.type === EVENT_ID.ALIAS) targets.set(row, anchors.get(name) ?? row);
        else anchors.set(name, row);
      }
      if (event.type !== EVENT_ID.ALIAS && (event.anchorStart >= 0 || event.tagStart >= 0)) {
        const { anchorStart, anchorEnd, tagStart, tagEnd } = event;
        properties.set(row, { anchorStart, anchorEnd, tagStart, tagEnd });
      }
      row++;
    }
    this.#properties = properties.size > 0 ? properties : NO_ROWS;
    this.#targets = targets.size > 0 ? targets : NO_ROWS;
  }

  get length(): number {
    return this.#rows.length / WIDTH;
  }

  isScalar(row: number): boolean {
    return this.#type(row) === EVENT_ID.SCALAR;
  }

  isAlias(row: number): boolean {
    return this.#type(row) === EVENT_ID.ALIAS;
  }

  isMapping(row: number): boolean {
    return this.#type(row) === EVENT_ID.MAPPING;
  }

  isSequence(row: number): boolean {
    return this.#type(row) === EVENT_ID.SEQUENCE;
  }

  /** The node itself, or the one that an alias names. */
  resolve(row: number): number {
    return this.#targets.get(row) ?? row;
  }

  /** The row after the node and everything in it. */
  after(row: number): number {
    return this.isMapping(row) || this.isSequence(row) ? this.#cell(row, 2) : row + 1;
  }

  /** The offset of the node, its tag and anchor left aside; negative for an empty scalar. */
  start(row: number): number {
    return this.#cell(row, 1);
  }

  /** The offset after a scalar or an alias. */
  end(row: number): number {
    return this.#cell(row, 2);
  }

  /** The event that a scalar came from. */
  scalar(row: number): ScalarEvent {
    const packed = this.#cell(row, 0);
    return {
      type: EVENT_ID.SCALAR,
      valueStart: this.start(row),
      valueEnd: this.end(row),
      style: ((packed >> STYLE_SHIFT) & 7) as ScalarEvent['style'],
      chomping: ((packed >> CHOMPING_SHIFT) & 3) as ScalarEvent['chomping'],
      fast: (packed & FAST_BIT) !== 0,
      indent: packed >> INDENT_SHIFT,
      ...(this.#properties.get(row) ?? NO_PROPERTIES),
    };
  }

  #type(row: number): number | undefined {
    return row < this.length ? this.#cell(row, 0) & 7 : undefined;
  }

  #cell(row: number, column: number): number {
    return this.#rows[row * WIDTH + column] ?? NONE;
  }
}

const NO_ROWS: ReadonlyMap<number, never> = new Map<number, never>();
