import type { Binding, Subject } from '../../engines/rbac/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { BINDING_KINDS, ownSubjects } from './bindings.ts';
import { policyOfWorld } from './policy-of-world.ts';

export const redundantBinding: Check = defineCheck({
  id: 'rbac/redundant-binding',
  title: 'Binding that gives nothing new',
  severity: 'low',
  on: 'object',
  kinds: BINDING_KINDS,
  why: 'All its subjects have the same role already. Whoever takes the right away deletes one of the bindings, and the right stays.',
  remedy: 'Delete one of the two bindings: the wider one, where the narrower is enough.',
  standards: { nsa: ['rbac'], owasp: ['K03'], cks: ['cluster-hardening'] },
  aliases: {},
  unseen: 'No binding that was looked at repeats another one.',
  scope: 'world',
  *evaluate({ object }, { world }) {
    const policy = policyOfWorld(world);
    const binding = policy.bindingOf(object);
    const subjects = ownSubjects(binding);
    if (!binding?.role || subjects.length === 0) return;
    const wider = policy.bindingsTo(binding.role).find((other) => isWithin(binding, subjects, other));
    if (wider)
      yield {
        path: ['roleRef', 'name'],
        message: `${wider.kind} ${wider.name} gives ${binding.role.name} to all its subjects already`,
      };
  },
});

/** Of two equal bindings the later by name is the one too many. */
function isWithin(binding: Binding, subjects: readonly Subject[], other: Binding): boolean {
  if (other === binding || (other.kind === 'RoleBinding' && (binding.kind !== 'RoleBinding' || other.namespace !== binding.namespace)))
    return false;
  const has = (list: readonly Subject[], wanted: Subject): boolean =>
    list.some(({ kind, namespace, name }) => kind === wanted.kind && namespace === wanted.namespace && name === wanted.name);
  if (!subjects.every((subject) => has(other.subjects, subject))) return false;
  const isEqual = other.kind === binding.kind && other.subjects.every((subject) => has(subjects, subject));
  return !isEqual || other.name < binding.name;
}
