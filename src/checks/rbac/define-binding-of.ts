import type { Severity } from '../../core/index.ts';
import type { Binding, Role } from '../../engines/rbac/index.ts';
import { type Check, defineCheck, type Violation } from '../define.ts';
import { BINDING_KINDS, ownSubjects, placeOfBinding } from './bindings.ts';
import type { CheckFields } from './check-fields.ts';
import { policyOfWorld } from './policy-of-world.ts';
import { describeGift } from './powers-in-words.ts';
import { describeSubject, evidenceOf } from './reach.ts';
import { listWords } from './words.ts';

interface BindingOf extends CheckFields {
  /** `undefined` for bindings that the check is not about. */
  readonly severityOf: (binding: Binding, role: Role) => Severity | undefined;
}

/** A check of bindings of roles that come with every cluster: there is no rule of the user's to change, so the finding stands at roleRef. */
export function defineBindingOf({ severityOf, ...rest }: BindingOf): Check {
  return defineCheck({
    ...rest,
    on: 'object',
    kinds: BINDING_KINDS,
    scope: 'world',
    *evaluate({ object }, { world }): Generator<Violation> {
      const policy = policyOfWorld(world);
      const binding = policy.bindingOf(object);
      const subjects = ownSubjects(binding);
      if (!binding?.role || subjects.length === 0) return;
      const severity = severityOf(binding, binding.role);
      if (severity === undefined) return;
      const holders = listWords(subjects.map((subject) => describeSubject(subject, binding)));
      yield {
        path: ['roleRef', 'name'],
        severity,
        message: `${holders} ${subjects.length > 1 ? 'have' : 'has'} ${describeGift(binding.role, binding.role.name, binding.kind === 'RoleBinding')} ${placeOfBinding(object)}`,
        evidence: evidenceOf(binding.role, { grants: [{ binding: { ...binding, subjects } }] }, policy),
      };
    },
  });
}
