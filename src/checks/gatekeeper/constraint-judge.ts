import type { FieldPath } from '../../core/index.ts';
import type { InventoryObject, World } from '../../inventory/index.ts';

/** What a constraint says about an object, or about the pods that it will make. */
export interface ConstraintVerdict {
  readonly constraint: InventoryObject;
  readonly template: InventoryObject;
  readonly message: string;
  /** What is done: deny, warn, dryrun; several where a constraint has scoped actions. */
  readonly actions: readonly string[];
  /** Where it concerns the pods of a workload: the path of their spec. */
  readonly pod?: FieldPath;
  /** Whether there is no verdict, and the message says why. */
  readonly isUndecided: boolean;
}

/** A mistake in a template or a constraint. */
export interface PolicyFault {
  readonly path: FieldPath;
  readonly message: string;
  readonly hint?: string;
  /** Whether it may be right, and cannot be evaluated here. */
  readonly isUndecided: boolean;
}

/** Everything that the constraints of a world say. */
export interface ConstraintVerdicts {
  about(object: InventoryObject): readonly ConstraintVerdict[];
  /** Why a template or constraint is not asked. */
  faultsOf(object: InventoryObject): readonly PolicyFault[];
}

/** Reads the templates and constraints of a world; the same answer for the same world. */
export type ConstraintJudge = (world: World) => ConstraintVerdicts;

export const TEMPLATE_GROUP = 'templates.gatekeeper.sh';
export const CONSTRAINT_GROUP = 'constraints.gatekeeper.sh';
