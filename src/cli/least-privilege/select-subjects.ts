import { compareText, didYouMean } from '../../core/index.ts';
import {
  type CollectedLog,
  formatSubjectName,
  isFor,
  isOrdinary,
  type LoggedSubject,
  ordinarySubjects,
  type Subject,
  subjectOf,
  type UserInfo,
  usersOfSubject,
} from '../../engines/rbac/index.ts';
import { parseAccount } from '../access/questions.ts';
import type { Access } from '../access/read-access.ts';
import type { OptionValues } from '../option-spec.ts';
import { listOption } from '../read-worlds.ts';
import { UsageError } from '../usage-error.ts';

/** Those whom `--user`, `--group` and `--service-account` name. */
function wantedSubjects(options: OptionValues): readonly Subject[] {
  return [
    ...listOption(options['user']).map(subjectOf),
    ...listOption(options['group']).map((name): Subject => ({ kind: 'Group', namespace: '', name })),
    ...listOption(options['serviceAccount']).map(parseAccount),
  ];
}

/** Whose requests are to be kept: of those who are to get roles, and of those whom bindings of the cluster name. */
export function keptUsers(options: OptionValues, access: Access | undefined, forRoles: boolean): (user: UserInfo) => boolean {
  const wanted = wantedSubjects(options);
  const bound = (access?.states ?? []).flatMap(({ policy }) =>
    policy.bindings.filter(({ source }) => source !== undefined).flatMap(({ subjects }) => subjects),
  );
  const keys = new Set(bound.map(({ kind, namespace, name }) => `${kind} ${namespace} ${name}`));
  return (user) => {
    const { kind, namespace, name } = subjectOf(user.name);
    if (keys.has(`${kind} ${namespace} ${name}`) || keys.has(`User  ${user.name}`)) return true;
    if (user.groups.some((group) => keys.has(`Group  ${group}`))) return true;
    return forRoles && (wanted.length === 0 ? isOrdinary(user.name) : wanted.some((subject) => isFor(subject, user)));
  };
}

/** Those whom the options name, or everybody who is no part of the cluster itself. */
export function selectSubjects(log: CollectedLog, options: OptionValues): readonly LoggedSubject[] {
  const wanted = wantedSubjects(options);
  if (wanted.length === 0) return ordinarySubjects(log, options['includeDenied'] === true);
  return wanted.map((subject) => {
    const found = usersOfSubject(log, subject);
    if (found.users.length === 0 && log.events > 0) throw unknownSubject(subject, log);
    return found;
  });
}

function unknownSubject(subject: Subject, log: CollectedLog): UsageError {
  const known =
    subject.kind === 'Group'
      ? [...new Set(log.users.flatMap(({ user }) => user.groups))]
      : log.users
          .map(({ user }) => subjectOf(user.name))
          .filter(({ kind }) => kind === subject.kind)
          .map(nameOf);
  const nearest = didYouMean(nameOf(subject), known);
  const some = [...new Set(known)].sort(compareText).slice(0, 5);
  return new UsageError(`the log holds no request of ${formatSubjectName(subject)}`, {
    hint: nearest
      ? `did you mean ${nearest}?`
      : some.length > 0
        ? `it holds those of ${some.join(', ')}`
        : 'its name must be written as in the log',
  });
}

function nameOf({ kind, namespace, name }: Subject): string {
  return kind === 'ServiceAccount' ? `${namespace}/${name}` : name;
}
