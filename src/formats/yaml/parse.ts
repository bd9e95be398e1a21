import { type Event, parseEvents, YAMLException } from 'js-yaml';

/** Deeper nesting than any API object has; the parser and everything that walks its result stay far from the end of the stack. */
const MAX_DEPTH = 500;

/**
 * Go's YAML reader does not look at the indentation of continued quoted scalars and of closing brackets; js-yaml, like the
 * specification, does. Such lines are indented by this much and parsed again: inside them, leading spaces mean nothing.
 */
const INDENT = ' '.repeat(MAX_DEPTH);
const MAX_REPAIRED_CHARACTERS = 64_000_000;

/** Parser events of one document, the text they refer to, and the way back from its offsets to those of the original. */
export interface ParsedDocument {
  readonly events: readonly Event[];
  readonly text: string;
  originalOffset(offset: number): number;
}

export interface YamlSyntaxError {
  readonly message: string;
  readonly offset: number;
  readonly isLimit: boolean;
}

/** Parses one document. Throws nothing: what cannot be parsed comes back as an error with its offset. */
export function parseDocument(original: string): ParsedDocument | YamlSyntaxError {
  const insertions: number[] = [];
  let text = original;
  for (let work = original.length; ; work += text.length) {
    try {
      const events = parseEvents(text, { maxDepth: MAX_DEPTH });
      return { events, text, originalOffset: (offset) => withoutInsertions(offset, insertions) };
    } catch (error) {
      const { reason, position } = describe(error);
      const line = text.lastIndexOf('\n', position - 1) + 1;
      const isRepairable = reason === 'deficient indentation' && !insertions.includes(line) && work < MAX_REPAIRED_CHARACTERS;
      if (!isRepairable) {
        const isLimit = reason.includes('maxDepth') || work >= MAX_REPAIRED_CHARACTERS;
        return { message: reason, offset: withoutInsertions(position, insertions), isLimit };
      }
      insertions.push(line);
      text = text.slice(0, line) + INDENT + text.slice(line);
    }
  }
}

/** Insertions are found from the front to the back, so each one's offset already counts those before it. */
function withoutInsertions(offset: number, insertions: readonly number[]): number {
  const before = insertions.filter((at) => at < offset);
  const inside = before.at(-1);
  if (inside !== undefined && offset < inside + INDENT.length) return inside - (before.length - 1) * INDENT.length;
  return offset - before.length * INDENT.length;
}

function describe(error: unknown): { reason: string; position: number } {
  if (error instanceof YAMLException) return { reason: error.reason, position: error.mark?.position ?? 0 };
  return { reason: error instanceof Error ? error.message : String(error), position: 0 };
}
