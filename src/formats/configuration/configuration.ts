import type { Outcome } from '../../core/index.ts';

/**
 * What a parser makes of a text: JSON values, in which integers beyond 2^53 may be bigint. YAML streams have a document for each of theirs, every other
 * text has one. Several documents are one list to who wants a single value; a document that is itself a list (a Dockerfile, an ignore file)
 * is judged member by member.
 */
export interface Configuration {
  readonly documents: readonly unknown[];
}

export interface ParseContext {
  /** The name for places in problems. */
  readonly file: string;
  /** Definitions of messages, for textproto. */
  readonly protoFiles?: readonly ProtoFile[];
  /** Variables that dotenv and properties files may refer to; none are known otherwise. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
}

export interface ProtoFile {
  readonly name: string;
  readonly text: string;
}

/** Parses a text. Throws nothing. A success may carry problems: what could be read is there, and something after it could not. */
export type ConfigurationParser = (text: string, context: ParseContext) => Outcome<Configuration>;

/** What the module of one format exports. Throws `SyntaxFault` on what it cannot read. */
export type Reader = (text: string, context: ParseContext) => Reading;

export interface Reading extends Configuration {
  /** Why reading ended before the end of the text. */
  readonly faults?: readonly SyntaxFault[];
}

/** No deeper nesting is read: whoever walks the values stays far from the end of the stack. */
export const MAX_DEPTH = 500;

/** No longer text is read. */
export const MAX_CHARACTERS = 64_000_000;

export interface FaultOptions {
  readonly hint?: string;
  /** Whether a bound was reached, rather than a mistake found. */
  readonly isLimit?: boolean;
  /** Another file than the one that is read. */
  readonly source?: ProtoFile;
}

/** Why a text cannot be read, and where. Without an offset it is the whole text. */
export class SyntaxFault extends Error {
  readonly offset: number | undefined;
  readonly options: FaultOptions;

  constructor(message: string, offset?: number, options: FaultOptions = {}) {
    super(message);
    this.offset = offset;
    this.options = options;
  }
}

/** To be thrown when `depth` is more than any reader goes. */
export function checkDepth(depth: number, offset: number): void {
  if (depth > MAX_DEPTH) throw new SyntaxFault(`it is nested more than ${MAX_DEPTH} levels deep`, offset, { isLimit: true });
}

/** Values by name, as they come out of a parser. */
export type Members = Record<string, unknown>;

/** Sets a member whatever its name: `__proto__` is a name like others. */
export function setMember(members: Members, name: string, value: unknown): void {
  if (name === '__proto__') Object.defineProperty(members, name, { value, enumerable: true, configurable: true, writable: true });
  else members[name] = value;
}

/** The member of that name, and never one that all objects inherit. */
export function memberOf(members: Members, name: string): unknown {
  return Object.hasOwn(members, name) ? members[name] : undefined;
}
