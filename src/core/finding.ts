import type { Evidence } from './evidence.ts';
import type { FieldPath } from './field-path.ts';
import type { Place } from './position.ts';
import type { Severity } from './severity.ts';

/** What a finding is about. Further kinds (image layers, node files, events ...) join this union with the code that reads them. */
export type Subject = {
  readonly kind: 'object';
  readonly apiVersion: string;
  /** The Kubernetes kind. */
  readonly type: string;
  readonly namespace?: string;
  readonly name: string;
};

/** One link of the chain from a finding back to the text that caused it, nearest first. `exact` is false where the field is absent and `place` is its nearest existing parent. */
export interface Origin {
  readonly kind: 'text';
  readonly place: Place;
  readonly exact: boolean;
}

/** A weakness at one field of one subject. */
export interface Finding {
  readonly check: string;
  readonly severity: Severity;
  readonly subject: Subject;
  readonly path: FieldPath;
  readonly origin: readonly Origin[];
  readonly message: string;
  readonly evidence: readonly Evidence[];
  /** The alternatives (see `worlds` of the inventory) in which it holds; empty where it holds in all of them. */
  readonly worlds: readonly string[];
}

/** `apps/v1 Deployment shop/frontend`: how a subject is named to people. */
export function formatSubject(subject: Subject): string {
  const name = subject.namespace === undefined ? subject.name : `${subject.namespace}/${subject.name}`;
  return `${subject.type} ${name}`;
}
