import type { FieldPath } from '../../core/index.ts';
import type { InventoryObject } from '../../inventory/index.ts';

/**
 * Why a part of an object was left out. All but the last two are refusals of the API server: the part is left out and the rest of the
 * policy is evaluated, as if that part had been taken away. `fails-closed` is a peer of a version this engine does not know; upstream
 * says what it means. `not-evaluated` is understood by its maker alone.
 */
export type NetworkProblemCode =
  | 'invalid-cidr'
  | 'except-outside-block'
  | 'invalid-port'
  | 'end-port-without-port'
  | 'end-port-below-port'
  | 'unknown-protocol'
  | 'unknown-operator'
  | 'invalid-selector'
  | 'invalid-peer'
  | 'unknown-policy-type'
  | 'unknown-action'
  | 'unknown-tier'
  | 'invalid-priority'
  | 'invalid-subject'
  | 'too-many'
  | 'fails-closed'
  | 'not-evaluated';

export interface NetworkProblem {
  readonly code: NetworkProblemCode;
  readonly object: InventoryObject;
  readonly path: FieldPath;
  readonly message: string;
}

/** Says what is wrong at a path of the object that is being read. */
export type Report = (code: NetworkProblemCode, path: FieldPath, message: string) => void;

export function reporterFor(object: InventoryObject, problems: NetworkProblem[]): Report {
  return (code, path, message) => problems.push({ code, object, path, message });
}
