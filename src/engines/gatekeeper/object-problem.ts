import type { FieldPath } from '../../core/index.ts';
import type { JsonObject } from './match/index.ts';

/**
 * What is wrong with a mutator, an ExpansionTemplate or an object that they were to change, at a field of it. `invalid` is refused by the API
 * server or by Gatekeeper's webhook; `conflict` is accepted and then left out, since another one contradicts it; `failed` fails in the cluster
 * as well; `not evaluated` may be right, and this engine cannot tell; a `notice` leaves nothing open.
 */
export interface ObjectProblem {
  readonly kind: 'invalid' | 'conflict' | 'failed' | 'not evaluated' | 'notice';
  readonly object: JsonObject;
  readonly path: FieldPath;
  readonly message: string;
  readonly hint?: string;
}
