import type { InventoryObject } from '../../inventory/index.ts';
import { type Check, type CheckContext, defineCheck, type Violation } from '../define.ts';
import type { Fix } from '../fixes.ts';
import type { CheckFields } from './check-fields.ts';
import { declaredRules, type OwnRule, ROLE_KINDS } from './define-right.ts';
import { policyOfWorld, type WorldPolicy } from './policy-of-world.ts';

interface RuleCheck extends CheckFields {
  readonly find: (own: OwnRule, policy: WorldPolicy, context: CheckContext) => Iterable<Violation>;
  readonly fix?: (violation: Violation, own: OwnRule, context: CheckContext) => Fix | undefined;
}

/** A check of what single rules say, whoever holds them. Rules that an API server makes itself, or writes over, are not asked about. */
export function defineRuleCheck({ find, fix, ...rest }: RuleCheck): Check {
  return defineCheck({
    ...rest,
    on: 'object',
    kinds: ROLE_KINDS,
    scope: 'world',
    ...(fix
      ? {
          fix(violation: Violation, { object }: { readonly object: InventoryObject }, context: CheckContext) {
            const role = policyOfWorld(context.world).roleOf(object);
            const own = role && declaredRules(role).find(({ index }) => index === Number(violation.path[1]));
            return own && fix(violation, own, context);
          },
        }
      : {}),
    *evaluate({ object }, context) {
      const policy = policyOfWorld(context.world);
      const role = policy.roleOf(object);
      for (const own of role ? declaredRules(role) : []) yield* find(own, policy, context);
    },
  });
}
