/** Texts that were found in a stream of bytes, with the number of the line on which each begins. */
export interface EventSink {
  text(text: string, line: number): void;
  /** A text that is longer than `limit` and was left out. */
  tooLong(line: number): void;
}

export interface EventSplitter {
  feed(chunk: Uint8Array): void;
  /** To be called once, when there are no more bytes. */
  end(): void;
}

/** Longer than any event: the API server itself cuts them at a hundred kilobytes or so when it sends them, and etcd takes 1.5 MB. */
export const MAX_EVENT = 8_000_000;
/** So much is looked at to tell how a file is written. */
const HEAD = 4096;

const NEWLINE = 10;

/**
 * Splits a file of an audit log into its events. Usually each stands on a line of its own. A file that begins with an EventList, a list or a
 * pretty-printed object is taken apart by its braces instead; its events come out one by one too, however long the list is.
 */
export function splitEvents(sink: EventSink, limit: number = MAX_EVENT): EventSplitter {
  let inner: EventSplitter | undefined;
  let head = Buffer.alloc(0);
  const decide = (): EventSplitter => {
    const made = (inner = isStructured(head.toString()) ? splitStructure(sink, limit) : splitLines(sink, limit));
    made.feed(head);
    return made;
  };
  return {
    feed(chunk) {
      if (inner) return inner.feed(chunk);
      head = Buffer.concat([head, chunk]);
      if (head.length >= HEAD) decide();
    },
    end() {
      (inner ?? decide()).end();
    },
  };
}

function isStructured(head: string): boolean {
  const start = head.trimStart();
  return start.startsWith('[') || /^\{[ \t\r]*\n/.test(start) || /^\{[^[\]]{0,400}?"kind"\s*:\s*"EventList"/.test(start);
}

function splitLines(sink: EventSink, limit: number): EventSplitter {
  let line = 1;
  let kept: Uint8Array[] = [];
  let keptLength = 0;
  const finish = (bytes: Buffer): void => {
    if (keptLength + bytes.length > limit) sink.tooLong(line);
    else {
      const text = kept.length === 0 ? bytes.toString() : Buffer.concat([...kept, bytes]).toString();
      if (text.trim() !== '') sink.text(text, line);
    }
    kept = [];
    keptLength = 0;
    line++;
  };
  return {
    feed(chunk) {
      const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
      let start = 0;
      for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, start)) {
        finish(bytes.subarray(start, end));
        start = end + 1;
      }
      if (start === bytes.length) return;
      // Of a line that is too long only the length is of interest.
      if (keptLength <= limit) kept.push(Uint8Array.prototype.slice.call(bytes, start));
      else kept = [];
      keptLength += bytes.length - start;
    },
    end() {
      if (keptLength > 0) finish(Buffer.alloc(0));
    },
  };
}

/**
 * Follows braces and strings. Objects that are members of a list at the top, or of the list `items` of the object at the top, come out one by
 * one; an object at the top without such a list comes out whole.
 */
function splitStructure(sink: EventSink, limit: number): EventSplitter {
  let line = 1;
  let depth = 0;
  let isString = false;
  let isEscaped = false;
  /** At which depth an event begins: 0 for objects at the top, 1 inside a list, 2 inside `items`. */
  let eventDepth = 0;
  let word: number[] = [];
  let startLine = 1;
  let kept: Uint8Array[] = [];
  let keptLength = 0;
  let isOpen = false;
  const keep = (bytes: Uint8Array): void => {
    keptLength += bytes.length;
    if (keptLength <= limit) kept.push(Uint8Array.prototype.slice.call(bytes));
    else kept = [];
  };
  const drop = (): void => {
    isOpen = false;
    kept = [];
    keptLength = 0;
  };
  const finish = (): void => {
    if (keptLength > limit) sink.tooLong(startLine);
    else sink.text(Buffer.concat(kept).toString(), startLine);
    drop();
  };
  return {
    feed(chunk) {
      let from = 0;
      for (let at = 0; at < chunk.length; at++) {
        const code = chunk[at] ?? 0;
        if (code === NEWLINE) line++;
        if (isString) {
          if (isEscaped) isEscaped = false;
          else if (code === 92) isEscaped = true;
          else if (code === 34) isString = false;
          else if (depth === 1 && word.length < 8) word.push(code);
          continue;
        }
        if (code === 34) {
          isString = true;
          if (depth === 1) word = [];
        } else if (code === 123) {
          if (depth === eventDepth && !isOpen) {
            isOpen = true;
            startLine = line;
            from = at;
          }
          depth++;
        } else if (code === 91) {
          if (depth === 0) eventDepth = 1;
          else if (depth === 1 && eventDepth === 0 && String.fromCharCode(...word) === 'items') {
            eventDepth = 2;
            drop();
          }
          depth++;
        } else if (code === 125 || code === 93) {
          depth = Math.max(0, depth - 1);
          if (isOpen && depth === eventDepth) {
            keep(chunk.subarray(from, at + 1));
            finish();
          }
          if (depth === 0) eventDepth = 0;
        }
      }
      if (isOpen) keep(chunk.subarray(from));
    },
    end() {
      if (isOpen) sink.text(keptLength > limit ? '' : Buffer.concat(kept).toString(), startLine);
    },
  };
}
