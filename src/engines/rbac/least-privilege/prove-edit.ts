import { type AccessChange, accessDifference, type KnownResource } from '../difference.ts';
import { ruleAllows } from '../match.ts';
import type { RbacAuthorizer } from '../rbac-authorizer.ts';
import { type Action, resourceAction, type UserInfo } from '../request.ts';
import type { Role } from '../vocabulary.ts';
import type { CollectedLog } from './collect.ts';

export interface EditProof {
  readonly holds: boolean;
  /** Different logged requests that were allowed before and were asked again. */
  readonly replayed: number;
  /** Of those: not allowed any more. */
  readonly lost: readonly { readonly user: UserInfo; readonly action: Action }[];
  /** What somebody may do now and could not before; nothing, if the edit only takes away. */
  readonly gained: readonly AccessChange[];
  /** Requests for known resources that were asked of changed roles before and after. */
  readonly probed: number;
  /** Of those: decided otherwise. */
  readonly changed: readonly { readonly role: Role; readonly action: Action }[];
}

const MAX_SHOWN = 10;
const FRESH_NAME = 'seawall-probe-name';

/** Asks both policies: what the log saw allowed stays allowed, and nobody gains anything. */
export function proveEdit(
  before: RbacAuthorizer,
  after: RbacAuthorizer,
  log: CollectedLog | undefined,
  known: readonly KnownResource[],
): EditProof {
  let replayed = 0;
  const lost: { user: UserInfo; action: Action }[] = [];
  for (const { user, actions } of log?.users ?? []) {
    for (const { action, allowed } of actions) {
      if (allowed === 0 || !before.isAllowed(user, action)) continue;
      replayed++;
      if (!after.isAllowed(user, action) && lost.length < MAX_SHOWN) lost.push({ user, action });
    }
  }
  const { gained } = accessDifference(before, after, known);
  return { holds: lost.length === 0 && gained.length === 0, replayed, lost, gained, probed: 0, changed: [] };
}

/** The same, and every request for a known resource is decided by each changed role as it was. */
export function proveSameOnKnown(before: RbacAuthorizer, after: RbacAuthorizer, known: readonly KnownResource[]): EditProof {
  const proof = proveEdit(before, after, undefined, known);
  const changed: { role: Role; action: Action }[] = [];
  let probed = 0;
  const keyOf = ({ kind, namespace, name }: Role): string => `${kind}/${namespace}/${name}`;
  const later = new Map(after.policy.roles.map((role) => [keyOf(role), role]));
  for (const role of before.policy.roles) {
    const other = later.get(keyOf(role));
    if (!other || JSON.stringify(other.rules) === JSON.stringify(role.rules)) continue;
    const names = ['', FRESH_NAME, ...new Set(role.rules.flatMap(({ resourceNames }) => resourceNames))];
    for (const { group, resource, verbs } of known) {
      for (const verb of verbs) {
        for (const name of names) {
          probed++;
          const action = resourceAction(verb, resource, { apiGroup: group, name });
          const isSame = role.rules.some((rule) => ruleAllows(rule, action)) === other.rules.some((rule) => ruleAllows(rule, action));
          if (!isSame && changed.length < MAX_SHOWN) changed.push({ role, action });
        }
      }
    }
  }
  return { ...proof, probed, changed, holds: proof.holds && changed.length === 0 };
}
