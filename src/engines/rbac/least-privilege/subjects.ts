import { compareText } from '../../../core/index.ts';
import { defaultPolicy } from '../default-policy.ts';
import { splitServiceAccountName } from '../request.ts';
import type { Subject } from '../vocabulary.ts';
import type { CollectedLog, LoggedUser } from './collect.ts';

/** A subject to make roles for, and the users of the log that it stands for. */
export interface LoggedSubject {
  readonly subject: Subject;
  readonly users: readonly LoggedUser[];
}

/** Everybody in the log who is no part of the cluster itself and was allowed anything (or denied, if that counts too), sorted. */
export function ordinarySubjects(log: CollectedLog, includeDenied = false): LoggedSubject[] {
  const ownAccounts = new Set(
    defaultPolicy().bindings.flatMap(({ subjects }) =>
      subjects.filter(({ kind }) => kind === 'ServiceAccount').map(({ namespace, name }) => `${namespace}/${name}`),
    ),
  );
  const byName = Map.groupBy(log.users, ({ user }) => user.name);
  return [...byName]
    .map(([name, users]) => ({ subject: subjectOf(name), users }))
    .filter(({ subject: { kind, namespace, name } }) => {
      if (name === '') return false;
      return kind === 'ServiceAccount' ? !ownAccounts.has(`${namespace}/${name}`) : !name.startsWith('system:');
    })
    .filter(({ users }) => includeDenied || users.some(({ actions }) => actions.some(({ allowed }) => allowed > 0)))
    .sort((a, b) => compareText(a.subject.kind, b.subject.kind) || compareText(titleOf(a.subject), titleOf(b.subject)));
}

/** The given subject with its users; a group stands for all of its members. */
export function usersOfSubject(log: CollectedLog, subject: Subject): LoggedSubject {
  const users = log.users.filter(({ user }) =>
    subject.kind === 'Group' ? user.groups.includes(subject.name) : sameSubject(subjectOf(user.name), subject),
  );
  return { subject, users };
}

/** How a binding names a user. */
export function subjectOf(username: string): Subject {
  const account = splitServiceAccountName(username);
  return account ? { kind: 'ServiceAccount', ...account } : { kind: 'User', namespace: '', name: username };
}

function sameSubject(a: Subject, b: Subject): boolean {
  return a.kind === b.kind && a.namespace === b.namespace && a.name === b.name;
}

function titleOf({ namespace, name }: Subject): string {
  return `${namespace}/${name}`;
}
