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
  /** A requirement of a published standard, with the value it asks for. */
  | { readonly kind: 'requirement'; readonly text: string };
