import type { FieldPath } from '../../core/index.ts';

/** What is wrong with an object of Gatekeeper; the values are the headings that Gatekeeper puts before its own messages. */
export type FaultKind =
  | 'invalid ConstraintTemplate'
  | 'unable to compile modules'
  | 'missing ConstraintTemplate'
  | 'invalid Constraint'
  | 'missing required field'
  | 'schema validation failed'
  /** It may be right, but this engine cannot run it. */
  | 'not evaluated';

/** A mistake in a template or a constraint, at the field that `path` names. */
export interface Fault {
  readonly kind: FaultKind;
  readonly path: FieldPath;
  readonly message: string;
  readonly hint?: string;
  /** The line of the text at `path` that it is about, from 1. */
  readonly line?: number;
}

/** Either a value, or every mistake that keeps it from being one. */
export type Checked<T> =
  | { readonly value: T; readonly faults?: undefined }
  | { readonly value?: undefined; readonly faults: readonly Fault[] };

/** The faults of one kind on a line, worded as Gatekeeper words them. */
export function formatFaults(faults: readonly Fault[]): string {
  const [first] = faults;
  if (!first) return '';
  const messages = faults.filter(({ kind }) => kind === first.kind).map(({ message }) => message);
  return `${first.kind}: ${messages.length > 1 ? `[${messages.join(', ')}]` : messages[0]}`;
}
