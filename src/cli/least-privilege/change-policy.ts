import type { Problem } from '../../core/index.ts';
import {
  type CollectedLog,
  type EditProof,
  type PolicyObject,
  type PolicyPlan,
  proveEdit,
  proveSameOnKnown,
} from '../../engines/rbac/index.ts';
import { editObjects, type FileChange } from '../../fix/index.ts';
import { type InventoryObject, readInventory } from '../../inventory/index.ts';
import { knownVerbs } from '../access/known-verbs.ts';
import { type Access, type AccessState, statesOf } from '../access/read-access.ts';
import type { OptionValues } from '../option-spec.ts';

/** A plan that was made in copies of the files and proven there. */
export interface ChangedPolicy {
  readonly files: readonly FileChange[];
  /** Objects whose text cannot be edited safely; they stay as they are. */
  readonly refused: readonly { readonly object: PolicyObject; readonly reason: string }[];
  readonly proof: EditProof;
  readonly problems: readonly Problem[];
}

/** Makes the plan in copies of the files, reads these again, and asks old and new policy the same. Without a log every known request is asked. */
export function changePolicy(access: Access, plan: PolicyPlan, log: CollectedLog | undefined, options: OptionValues): ChangedPolicy {
  const known = new Set<PolicyObject>(access.states.flatMap(({ objects }) => objects));
  const wanted = plan.changes.flatMap(({ object, edits }) => (known.has(object) ? [{ object: object as InventoryObject, edits }] : []));
  const { files, refused } = editObjects(wanted);
  const changed = new Map(files.map(({ name, after }) => [name, after]));
  const inventory = readInventory(access.inputs.map((input) => ({ ...input, text: changed.get(input.name) ?? input.text })));
  const states = statesOf(inventory, options);
  const proofs = access.states.map((before, index) => proveState(before, states[index], log));
  return { files, refused, proof: proofs.reduce(joinProofs), problems: inventory.problems };
}

function proveState(before: AccessState, after: AccessState | undefined, log: CollectedLog | undefined): EditProof {
  if (!after) throw new Error('an alternative was lost by the edit');
  const known = knownVerbs(before);
  return log ? proveEdit(before.authorizer, after.authorizer, log, known) : proveSameOnKnown(before.authorizer, after.authorizer, known);
}

function joinProofs(a: EditProof, b: EditProof): EditProof {
  return {
    holds: a.holds && b.holds,
    replayed: a.replayed + b.replayed,
    lost: [...a.lost, ...b.lost],
    gained: [...a.gained, ...b.gained],
    probed: a.probed + b.probed,
    changed: [...a.changed, ...b.changed],
  };
}
