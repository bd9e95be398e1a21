import type { JsonObject, Match } from '../match/index.ts';
import type { ImageParts } from './image.ts';
import type { Location } from './location.ts';
import type { StepConditions } from './path-tests.ts';

export const MUTATION_GROUP = 'mutations.gatekeeper.sh';

export const MUTATOR_KINDS = ['Assign', 'AssignImage', 'AssignMetadata', 'ModifySet'] as const;

export type MutatorKind = (typeof MUTATOR_KINDS)[number];

/** The operations that Gatekeeper's mutating webhook is asked about. */
export const OPERATIONS = ['CREATE', 'UPDATE'] as const;

export type Operation = (typeof OPERATIONS)[number];

/** The kinds of objects that a mutator is for. An entry without operations is for all of them. */
export interface ApplyTo {
  readonly groups: readonly string[];
  readonly versions: readonly string[];
  readonly kinds: readonly string[];
  readonly operations: readonly string[];
}

/** What a mutator does where its location ends. */
export type Action =
  | { readonly kind: 'value'; readonly value: unknown }
  | { readonly kind: 'metadata'; readonly field: 'name' | 'namespace' }
  /** Asks a server; it is known for what it contradicts, and never done. */
  | { readonly kind: 'external'; readonly provider: string }
  | { readonly kind: 'image'; readonly parts: ImageParts }
  | { readonly kind: 'merge' | 'prune'; readonly values: readonly unknown[] };

/** A mutator that Gatekeeper would take. */
export interface Mutator {
  readonly kind: MutatorKind;
  readonly name: string;
  readonly namespace: string;
  readonly location: Location;
  readonly conditions: StepConditions;
  /** `undefined` for AssignMetadata, which is for objects of any kind. */
  readonly applyTo: readonly ApplyTo[] | undefined;
  readonly match: Match;
  readonly action: Action;
  /** The object as it was read. */
  readonly object: JsonObject;
}

/** How a mutator is named to people. */
export function nameMutator({ kind, namespace, name }: Pick<Mutator, 'kind' | 'namespace' | 'name'>): string {
  return `${kind} ${namespace === '' ? '' : `${namespace}/`}${name}`;
}
