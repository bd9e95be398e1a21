import type { FieldPath } from './field-path.ts';
import type { Place } from './position.ts';

/** What a verdict rests on. Secret values never stand in evidence; they are masked where the evidence is made. */
export type Evidence =
  /** A field and the value found there; `value: undefined` says that the field is absent. */
  | { readonly kind: 'field'; readonly path: FieldPath; readonly value: unknown }
  /** The level of a pod that decided an inherited setting. */
  | { readonly kind: 'level'; readonly field: string; readonly level: 'container' | 'pod' | 'service-account' | 'default' }
  /** Another object that the verdict depends on; `missing` says that it was looked for and not found. */
  | { readonly kind: 'object'; readonly reference: string; readonly missing?: boolean; readonly place?: Place }
  /** Who holds a right, and through what; `pods` are the workloads that run as the subject. */
  | {
      readonly kind: 'grant';
      readonly subject: string;
      readonly binding: GrantLink;
      readonly role: GrantLink;
      /** The rule of the role, where one rule decides. */
      readonly rule?: GrantLink;
      /** The namespace in which it holds; absent for the whole cluster. */
      readonly namespace?: string;
      readonly pods?: readonly GrantLink[];
    }
  /** A requirement of a published standard, with the value it asks for. */
  | { readonly kind: 'requirement'; readonly text: string };

/** One link of the chain from a subject to what it may do; without a place it is not among what was read. */
export interface GrantLink {
  readonly reference: string;
  readonly place?: Place;
}
