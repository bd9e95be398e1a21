import type { FieldPath } from '../../core/index.ts';
import type { NetworkObject } from './objects.ts';

/** What the API server refuses. A policy with any of these cannot be in a cluster, so it is left out as a whole. */
const REFUSALS = [
  'wrong-type',
  'invalid-name',
  'invalid-cidr',
  'except-outside-block',
  'invalid-port',
  'end-port-without-port',
  'end-port-below-port',
  'unknown-protocol',
  'unknown-operator',
  'invalid-selector',
  'invalid-peer',
  'unknown-policy-type',
  'unknown-action',
  'unknown-tier',
  'invalid-priority',
  'invalid-subject',
  'too-many',
] as const;

/** What is evaluated otherwise than it is written: a peer of a version this engine does not know, what others enforce, what is not known. */
type Remark = 'fails-closed' | 'not-evaluated' | 'not-found' | 'overridden';

export type NetworkProblemCode = (typeof REFUSALS)[number] | Remark;

export interface NetworkProblem {
  readonly code: NetworkProblemCode;
  readonly object: NetworkObject;
  readonly path: FieldPath;
  readonly message: string;
  /** Names of the pods whose answers this could change, where that can be told. */
  readonly pods?: readonly string[];
}

/** Says what is wrong at a path of the object that is being read. */
export type Report = (code: NetworkProblemCode, path: FieldPath, message: string) => void;

export function reporterFor(object: NetworkObject, problems: NetworkProblem[]): Report {
  return (code, path, message) => problems.push({ code, object, path, message });
}

export function isRefusal({ code }: Pick<NetworkProblem, 'code'>): boolean {
  return (REFUSALS as readonly string[]).includes(code);
}
