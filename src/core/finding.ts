import type { Evidence } from './evidence.ts';
import type { FieldPath } from './field-path.ts';
import type { Place } from './position.ts';
import type { Severity } from './severity.ts';

/** What a finding is about. Further kinds (image layers, node files, events ...) join this union with the code that reads them. */
export type Subject = ObjectSubject | DockerfileSubject;

export interface ObjectSubject {
  readonly kind: 'object';
  readonly apiVersion: string;
  /** The Kubernetes kind. */
  readonly type: string;
  readonly namespace?: string;
  readonly name: string;
}

export interface DockerfileSubject {
  readonly kind: 'dockerfile';
  readonly file: string;
  /** The name of the stage, or its number from 0; absent for the file as a whole. */
  readonly stage?: string;
}

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

/** `Deployment shop/frontend`, `Dockerfile stage build`: how a subject is named to people, beside the place that names the file. */
export function formatSubject(subject: Subject): string {
  if (subject.kind === 'dockerfile') return subject.stage === undefined ? 'Dockerfile' : `Dockerfile stage ${subject.stage}`;
  const name = subject.namespace === undefined ? subject.name : `${subject.namespace}/${subject.name}`;
  return `${subject.type} ${name}`;
}

/** Kind, namespace and name, as exceptions select them. A Dockerfile is named by its path. */
export function selectorsOf(subject: Subject): { readonly kind: string; readonly namespace: string; readonly name: string } {
  if (subject.kind === 'dockerfile') return { kind: 'Dockerfile', namespace: '', name: subject.file };
  return { kind: subject.type, namespace: subject.namespace ?? '', name: subject.name };
}
