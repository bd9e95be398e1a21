import type { FieldPath } from '../../core/index.ts';
import { ComposeError, Composer, type DuplicateKey } from './compose.ts';
import { EventTable } from './event-table.ts';
import { type Location, Locator } from './locate.ts';
import { type ParsedDocument, parseDocument, type YamlSyntaxError } from './parse.ts';
import { type DocumentSlice, splitDocuments } from './split.ts';

/** A document of a YAML (or JSON) stream: its value now, the place of any of its fields on demand. Offsets are those of the whole text. */
export interface YamlDocument {
  readonly value: unknown;
  readonly duplicates: readonly DuplicateKey[];
  /** The document's number in the stream, from 0, and its slice of the text. */
  readonly index: number;
  readonly start: number;
  readonly end: number;
  locate(path: FieldPath): Location;
}

export interface YamlStream {
  readonly documents: readonly YamlDocument[];
  readonly errors: readonly YamlSyntaxError[];
}

/** More characters than any real document has; what is larger is reported and not read. */
const MAX_DOCUMENT = 64_000_000;

/** js-yaml passes over directives that it does not know, and with them over the key that one may have been meant as. */
const UNKNOWN_DIRECTIVE = /^(?:[ \t]*(?:#.*)?\r?\n)*%(?!YAML[ \t]|TAG[ \t])/;

/** Reads a stream as Kubernetes reads it. What a document keeps of its parsing is a compact table, from which `locate` reads places. */
export function readYaml(text: string): YamlStream {
  const documents: YamlDocument[] = [];
  const errors: YamlSyntaxError[] = [];
  for (const [index, slice] of splitDocuments(text).entries()) {
    const read = readSlice(text, slice, index);
    if ('message' in read) errors.push({ ...read, offset: read.offset + slice.start });
    else documents.push(read);
  }
  return { documents, errors };
}

function readSlice(text: string, slice: DocumentSlice, index: number): YamlDocument | YamlSyntaxError {
  if (slice.end - slice.start > MAX_DOCUMENT) {
    return {
      message: `document of ${Math.round((slice.end - slice.start) / 1e6)} MB is larger than ${MAX_DOCUMENT / 1e6} MB`,
      offset: 0,
      isLimit: true,
    };
  }
  const own = text.slice(slice.start, slice.end);
  const directive = UNKNOWN_DIRECTIVE.exec(own);
  if (directive)
    return { message: 'a line that starts with % must be a directive: %YAML or %TAG', offset: directive[0].length - 1, isLimit: false };
  const parsed = parseDocument(own);
  if ('message' in parsed) return parsed;
  const composer = new Composer(parsed.events, parsed.text);
  try {
    const value = composer.compose();
    const duplicates = composer.duplicates.map(({ path, offset }) => ({ path, offset: parsed.originalOffset(offset) + slice.start }));
    return createDocument(slice, index, value, duplicates, new EventTable(parsed.events, parsed.text), parsed);
  } catch (error) {
    if (!(error instanceof ComposeError)) throw error;
    return { message: error.message, offset: parsed.originalOffset(error.offset), isLimit: error.isLimit };
  }
}

/** A function of its own, so that what the document remembers does not include the parser's events. */
function createDocument(
  { start, end }: DocumentSlice,
  index: number,
  value: unknown,
  duplicates: readonly DuplicateKey[],
  table: EventTable,
  { text, originalOffset }: Pick<ParsedDocument, 'text' | 'originalOffset'>,
): YamlDocument {
  const document: YamlDocument = {
    value,
    duplicates,
    index,
    start,
    end,
    locate: (path) => {
      if (latest?.document !== document) latest = { document, locator: new Locator(table, text, originalOffset) };
      return shift(latest.locator.locate(path), start);
    },
  };
  return document;
}

/** Findings come document by document, so what the last one's locator has listed is kept. */
let latest: { readonly document: YamlDocument; readonly locator: Locator } | undefined;

function shift(location: Location, by: number): Location {
  return { start: location.start + by, end: location.end + by, exact: location.exact };
}
