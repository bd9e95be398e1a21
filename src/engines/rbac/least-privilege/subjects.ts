import { compareText } from '../../../core/index.ts';
import { defaultPolicy } from '../default-policy.ts';
import { splitServiceAccountName, type UserInfo } from '../request.ts';
import type { Subject } from '../vocabulary.ts';
import type { CollectedLog, LoggedUser } from './collect.ts';

/** A subject to make roles for, and the users of the log that it stands for. */
export interface LoggedSubject {
  readonly subject: Subject;
  readonly users: readonly LoggedUser[];
}

let ownAccounts: ReadonlySet<string> | undefined;

/** Whether a user is no part of the cluster itself: no name that is reserved for it, no service account that every cluster gives roles to. */
export function isOrdinary(username: string): boolean {
  const { kind, namespace, name } = subjectOf(username);
  if (kind !== 'ServiceAccount') return name !== '' && !name.startsWith('system:');
  ownAccounts ??= new Set(
    defaultPolicy().bindings.flatMap(({ subjects }) => subjects.filter((subject) => subject.kind === 'ServiceAccount').map(titleOf)),
  );
  return !ownAccounts.has(`${namespace}/${name}`);
}

/** Everybody in the log who is no part of the cluster itself and was allowed anything (or denied, if that counts too), sorted. */
export function ordinarySubjects(log: CollectedLog, includeDenied = false): LoggedSubject[] {
  const byName = Map.groupBy(log.users, ({ user }) => user.name);
  return [...byName]
    .filter(([name, users]) => isOrdinary(name) && users.some(({ actions }) => actions.some(({ allowed }) => includeDenied || allowed > 0)))
    .map(([name, users]) => ({ subject: subjectOf(name), users }))
    .sort((a, b) => compareText(a.subject.kind, b.subject.kind) || compareText(titleOf(a.subject), titleOf(b.subject)));
}

/** Whether a subject stands for a user; a group stands for all of its members. */
export function isFor(subject: Subject, user: UserInfo): boolean {
  if (subject.kind === 'Group') return user.groups.includes(subject.name);
  const { kind, namespace, name } = subjectOf(user.name);
  return kind === subject.kind && namespace === subject.namespace && name === subject.name;
}

/** The given subject with its users; a group stands for all of its members. */
export function usersOfSubject(log: CollectedLog, subject: Subject): LoggedSubject {
  return { subject, users: log.users.filter(({ user }) => isFor(subject, user)) };
}

/** How a binding names a user. */
export function subjectOf(username: string): Subject {
  const account = splitServiceAccountName(username);
  return account ? { kind: 'ServiceAccount', ...account } : { kind: 'User', namespace: '', name: username };
}

function titleOf({ namespace, name }: Subject): string {
  return `${namespace}/${name}`;
}
