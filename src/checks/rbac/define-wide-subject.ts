import type { Severity } from '../../core/index.ts';
import type { Binding, Role, Subject } from '../../engines/rbac/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { removeItem } from '../fixes.ts';
import { BINDING_KINDS, declaredSubjects, ownSubjects, placeOfBinding } from './bindings.ts';
import type { CheckFields } from './check-fields.ts';
import { policyOfWorld } from './policy-of-world.ts';
import { describeGift, worstRank } from './powers-in-words.ts';
import { evidenceOf } from './reach.ts';

interface WideSubject extends CheckFields {
  readonly isMeant: (subject: Pick<Subject, 'kind' | 'name'>) => boolean;
  /** How the subject is called in the message. */
  readonly who: (subject: Pick<Subject, 'kind' | 'name' | 'namespace'>) => string;
  /** `undefined` where the grant is as it should be. `rank` is that of the worst power of the role. */
  readonly severityOf: (rank: number, binding: Binding, role: Role) => Severity | undefined;
  readonly breaks: string;
}

/** A check of bindings whose subject is more, or another, than it should be. The finding stands at the subject. */
export function defineWideSubject({ isMeant, who, severityOf, breaks, ...rest }: WideSubject): Check {
  const remove = removeItem(breaks, { risky: true });
  return defineCheck({
    ...rest,
    on: 'object',
    kinds: BINDING_KINDS,
    scope: 'world',
    // A binding without subjects is no better than none: it has to be deleted, which is no edit of it.
    fix: (violation, { object }) => (declaredSubjects(object).length > 1 ? remove(violation, undefined) : undefined),
    *evaluate({ object }, { world }) {
      const policy = policyOfWorld(world);
      const binding = policy.bindingOf(object);
      if (!binding?.role) return;
      const { role } = binding;
      const own = ownSubjects(binding);
      const isNamespaced = binding.kind === 'RoleBinding';
      for (const { kind, namespace, name, path } of declaredSubjects(object)) {
        const subject = own.find(
          (one) => one.kind === kind && one.name === name && (kind !== 'ServiceAccount' || (namespace ?? one.namespace) === one.namespace),
        );
        if (!subject || !isMeant(subject)) continue;
        const severity = severityOf(worstRank(role.rules, isNamespaced), binding, role);
        if (severity === undefined) continue;
        const told = { kind: subject.kind, name, namespace: namespace ?? object.namespace ?? '' };
        yield {
          path: [...path, 'name'],
          severity,
          message: `${who(told)} is given ${describeGift(role, `${role.kind} ${role.name}`, isNamespaced)} ${placeOfBinding(object)}`,
          evidence: evidenceOf(role, { grants: [{ binding: { ...binding, subjects: [subject] } }] }, policy),
        };
      }
    },
  });
}
