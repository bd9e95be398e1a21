import { isRecord, listAt } from '../../core/index.ts';
import { evaluatePodSecurity } from '../../engines/pod-security/index.ts';
import type { ActionGrant, Binding, PolicyObject, Role, Subject } from '../../engines/rbac/index.ts';
import { formatSubjectName } from '../../engines/rbac/index.ts';
import type { InventoryObject } from '../../inventory/index.ts';
import { LATEST_VERSION } from '../../kubernetes/index.ts';
import type { Scene } from '../scene/scene.ts';
import type { Unit } from '../scene/units.ts';
import type { CandidateEdit } from './candidate-edit.ts';
import { editUnit } from './workload-edits.ts';

/** Edits after any of which a subject is not allowed a request through this binding any more. */
export function cutGrant({ binding, role, ruleIndexes }: ActionGrant, subject: Subject): CandidateEdit[] {
  const edits: CandidateEdit[] = [];
  if (binding.source && !binding.isAssumed) edits.push(unbind(binding, subject, binding.source as InventoryObject));
  // What every cluster has it writes anew when it starts, and aggregated rules come from elsewhere.
  if (role.source && !role.isAssumed && !role.clusterRoleSelectors) edits.push(removeRules(role, ruleIndexes, role.source));
  return edits;
}

function unbind(binding: Binding, subject: Subject, object: InventoryObject): CandidateEdit {
  const name = `${binding.kind} ${binding.namespace === '' ? '' : `${binding.namespace}/`}${binding.name}`;
  const listed = listAt(object.value, 'subjects');
  const indexes = [...listed.entries()]
    .filter(
      ([, one]) => isRecord(one) && one['kind'] === subject.kind && one['name'] === subject.name && isSameNamespace(one, subject, binding),
    )
    .map(([index]) => index);
  const rest = listed.length - indexes.length;
  return {
    key: `unbind ${name} ${subject.kind} ${subject.namespace}/${subject.name}`,
    title: `take ${formatSubjectName(subject)} out of ${name}`,
    risk: `${formatSubjectName(subject)} loses everything that ${binding.roleRef.kind} ${binding.roleRef.name} gives`,
    cost: 3,
    takes: { binding },
    changes: [
      {
        object,
        edits:
          rest === 0
            ? [{ kind: 'set', path: ['subjects'], value: [] }]
            : indexes.reverse().map((index) => ({ kind: 'remove', path: ['subjects', index] }) as const),
      },
    ],
  };
}

function isSameNamespace(one: Readonly<Record<string, unknown>>, { kind, namespace }: Subject, binding: Binding): boolean {
  if (kind !== 'ServiceAccount') return true;
  const own = one['namespace'];
  return own === namespace || ((own === undefined || own === '') && (binding.namespace === '' || binding.namespace === namespace));
}

function removeRules(role: Role, indexes: readonly number[], source: PolicyObject): CandidateEdit {
  const name = `${role.kind} ${role.namespace === '' ? '' : `${role.namespace}/`}${role.name}`;
  const isAll = indexes.length === role.rules.length;
  return {
    key: `rules ${name} ${indexes.join()}`,
    title: isAll ? `take every rule out of ${name}` : `take rule ${indexes.map((index) => index + 1).join(', ')} out of ${name}`,
    risk: 'everybody who is bound to it loses what the rule gives',
    // A role may be bound to many.
    cost: 5,
    takes: { role, rules: indexes },
    changes: [
      {
        object: source as InventoryObject,
        edits: isAll
          ? [{ kind: 'set', path: ['rules'], value: [] }]
          : [...indexes].reverse().map((index) => ({ kind: 'remove', path: ['rules', index] }) as const),
      },
    ],
  };
}

/** The token stays out of the pods; what else the account may do is not touched. */
export function withholdToken(unit: Unit, { policy }: Scene): CandidateEdit {
  const isBound = policy.bindings.some(({ subjects }) =>
    subjects.some(
      ({ kind, namespace, name }) => kind === 'ServiceAccount' && namespace === unit.account.namespace && name === unit.account.name,
    ),
  );
  const edit = editUnit(
    unit,
    'automount',
    'set automountServiceAccountToken to false',
    // Somebody who was given rights has them for a reason.
    isBound ? 6 : 1,
    isBound ? 'the program loses its access to the API server, for which its account was given rights' : '',
    [{ kind: 'set', path: [...unit.pod.path, 'automountServiceAccountToken'], value: false }],
  );
  return { ...edit, takes: { account: unit.account } };
}

/** Pod Security refuses privileged pods in the namespace; there is nothing to label where the Namespace is not among the objects. */
export function enforceBaseline(namespace: string, { find, units }: Scene): CandidateEdit[] {
  const object = find('', 'Namespace', '', namespace);
  if (!object) return [];
  const refused = units.filter(
    (unit) => unit.namespace === namespace && evaluatePodSecurity(unit.pod, 'baseline', LATEST_VERSION).length > 0,
  );
  return [
    {
      key: `baseline ${namespace}`,
      title: `enforce the Pod Security level baseline in namespace ${namespace}`,
      risk:
        refused.length === 0
          ? ''
          : `new pods of ${refused
              .map(({ title }) => title)
              .slice(0, 3)
              .join(', ')}${refused.length > 3 ? ' and others' : ''} are refused`,
      cost: refused.length === 0 ? 4 : 60,
      changes: [
        { object, edits: [{ kind: 'set', path: ['metadata', 'labels', 'pod-security.kubernetes.io/enforce'], value: 'baseline' }] },
      ],
    },
  ];
}
