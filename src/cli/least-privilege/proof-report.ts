import { type AccessProof, type EditProof, formatSubjectName, type GeneratedAccess, subjectOf } from '../../engines/rbac/index.ts';
import { plural, safeText } from '../../report/index.ts';
import { describeAction, describeRule } from '../access/describe.ts';
import { describeLog } from './describe-log.ts';
import { remarksOn } from './policy-comments.ts';
import type { ReadLog } from './read-log.ts';

/** What asking the generated policy showed, in one sentence for each thing that was asked. */
export function describeAccessProof({ holds, replayed, probed, widened, failures }: AccessProof): string[] {
  if (!holds)
    return failures.map(
      ({ user, action, allowed }) =>
        `does not hold: ${user.name || user.groups[0]}: ${describeAction(action)} is ${allowed ? 'allowed' : 'denied'}`,
    );
  const wider =
    widened === 0
      ? 'none is allowed beyond what those stand for'
      : `${widened.toLocaleString('en-US')} are allowed by what was made wider, none else beyond the log`;
  return [
    `${plural(replayed, 'different logged request')} asked again of these roles alone: all are allowed`,
    `${plural(probed, 'request')} made of the words of the log and of new ones: ${wider}`,
  ];
}

/** What asking the edited policy showed. */
export function describeEditProof({ holds, replayed, probed, lost, gained, changed }: EditProof, hasLog: boolean): string[] {
  if (!holds) {
    return [
      ...lost.map(
        ({ user, action }) => `does not hold: ${formatSubjectName(subjectOf(user.name))}: ${describeAction(action)} would be denied`,
      ),
      ...gained.map(({ subject, rule }) => `does not hold: ${formatSubjectName(subject)} would gain: ${describeRule(rule)}`),
      ...changed.map(({ role, action }) => `does not hold: ${role.kind} ${role.name} would decide otherwise: ${describeAction(action)}`),
    ];
  }
  return [
    hasLog
      ? `${plural(replayed, 'different request')} of the log asked again: all are allowed as they were`
      : `${plural(probed, 'request')} for known resources asked of the changed roles before and after: all are decided as before`,
    'nobody may do anything that they could not do before',
  ];
}

/** For the description of a pull request. */
export function accessProofMarkdown(read: ReadLog, generated: readonly GeneratedAccess[], proof: AccessProof): string {
  const rows = generated.map(({ subject, requests, roles, bindings, granted, inexpressible }) =>
    [formatSubjectName(subject), requests.length, roles.length, bindings.length, granted.length, inexpressible.length]
      .map((cell) => markdownCell(String(cell)))
      .join(' | '),
  );
  const remarks = generated.flatMap((access) =>
    remarksOn(access).map((text) => `- ${markdownCell(formatSubjectName(access.subject))}: ${markdownCell(text)}`),
  );
  return [
    '# Least privilege, from an audit log',
    '',
    `Log: ${markdownCell(describeLog(read))}.`,
    '',
    proof.holds ? '**The proof holds.**' : '**The proof does not hold.**',
    '',
    ...describeAccessProof(proof).map((text) => `- ${markdownCell(text)}`),
    '',
    '| subject | different requests | roles | bindings | allowed by every cluster anyway | not expressible |',
    '|---|---|---|---|---|---|',
    ...rows.map((row) => `| ${row} |`),
    '',
    ...(remarks.length > 0 ? ['## Where the roles are not the log', '', ...remarks, ''] : []),
  ].join('\n');
}

export function markdownCell(text: string): string {
  return safeText(text).replaceAll('|', '\\|').replaceAll('<', '&lt;').replaceAll('`', '\\`');
}

export function accessProofJson({ holds, replayed, probed, widened, failures }: AccessProof): Readonly<Record<string, unknown>> {
  return { holds, replayed, probed, widened, ...(failures.length > 0 ? { failures } : {}) };
}

export function editProofJson({ holds, replayed, probed, lost, gained, changed }: EditProof): Readonly<Record<string, unknown>> {
  return {
    holds,
    replayed,
    probed,
    lost: lost.map(({ user, action }) => ({ user: user.name, action })),
    gained: gained.map(({ subject, rule, namespace }) => ({ subject: formatSubjectName(subject), namespace, rule })),
    changed: changed.map(({ role, action }) => ({ role: `${role.kind} ${role.name}`, action })),
  };
}
