import type { FieldEdit } from '../../core/index.ts';
import type { Binding, Role, Subject } from '../../engines/rbac/index.ts';
import type { InventoryObject } from '../../inventory/index.ts';

/** A change of the user's files that takes a move from an attacker. */
export interface CandidateEdit {
  /** The same for equal edits, and for no others. */
  readonly key: string;
  /** What it does, as an order: `take get secrets out of rule 2 of ClusterRole reader`. */
  readonly title: string;
  /** What it may break; empty where nothing can. */
  readonly risk: string;
  /** From 1, harmless, to 100, which nobody would do without need. */
  readonly cost: number;
  /** The right that it takes, where a log may know whether it is used. */
  readonly takes?:
    | { readonly binding: Binding }
    | { readonly role: Role; readonly rules: readonly number[] }
    | { readonly account: Subject };
  readonly changes: readonly { readonly object: InventoryObject; readonly edits: readonly FieldEdit[] }[];
  /** An object that is deleted, with its document. */
  readonly removes?: InventoryObject;
  /** A document that is added to the file of `beside`. */
  readonly adds?: { readonly beside: InventoryObject; readonly text: string };
}
