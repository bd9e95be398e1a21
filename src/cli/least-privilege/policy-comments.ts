import { formatSubjectName, type GeneratedAccess, type Need, type PolicyComments } from '../../engines/rbac/index.ts';
import { plural, safeText, wrapText } from '../../report/index.ts';
import { describeAction } from '../access/describe.ts';
import { shortTime } from './describe-log.ts';

const COLUMNS = 110;
const SHOWN = 5;

/** What a reviewer wants to know of each role and rule: how often, when, where, and what allows it today. */
export const POLICY_COMMENTS: PolicyComments = {
  access(access) {
    const { subject, requests, needs } = access;
    const spans = spanOf(needs);
    const total = requests.reduce((sum, { allowed, denied, refused }) => sum + (allowed || denied || refused), 0);
    return wrap([`${formatSubjectName(subject)}: ${plural(total, 'request')}${spans}`, ...remarksOn(access)]);
  },
  rule({ needs }) {
    const count = needs.reduce((sum, need) => sum + need.count, 0);
    const example = needs.find((need) => need.example)?.example;
    const where = example ? `; for example ${example.file}:${example.line}` : '';
    const allowedBy = [...new Set(needs.flatMap(({ reason }) => grantOf(reason) ?? []))];
    const today =
      allowedBy.length === 0
        ? []
        : [`today through ${allowedBy.slice(0, 2).join(' and ')}${allowedBy.length > 2 ? ` and ${allowedBy.length - 2} more` : ''}`];
    return wrap([count === 0 ? 'never seen: it goes with others' : `${plural(count, 'request')}${spanOf(needs)}${where}`, ...today]);
  },
};

/** What was made wider and what was left out. */
export function remarksOn({ widenings, granted, inexpressible }: GeneratedAccess): string[] {
  const odd = inexpressible.slice(0, SHOWN).map(({ action }) => describeAction(action));
  return [
    ...widenings.slice(0, SHOWN).map((text) => `wider than the log: ${text}`),
    ...(widenings.length > SHOWN ? [`and ${widenings.length - SHOWN} more things are wider than the log`] : []),
    ...(granted.length > 0 ? [`left out: ${plural(granted.length, 'different request')} that every cluster allows by itself`] : []),
    ...(odd.length > 0 ? [`left out, since no rule allows just that: ${odd.join('; ')}${inexpressible.length > SHOWN ? ' ...' : ''}`] : []),
  ];
}

function spanOf(needs: readonly Need[]): string {
  const times = needs.filter(({ first }) => first !== '');
  const first = times.map((need) => need.first).sort()[0];
  const last = times
    .map((need) => need.last)
    .sort()
    .at(-1);
  if (first === undefined || last === undefined) return '';
  return first === last ? ` at ${shortTime(first)}` : `, ${shortTime(first)} to ${shortTime(last)}`;
}

/** `ClusterRoleBinding ci-admin of ClusterRole cluster-admin`, from the reason of the RBAC authorizer. */
function grantOf(reason: string): string | undefined {
  const [, bindingKind, binding, roleKind, role] = /^RBAC: allowed by (\w+) "([^"]+)" of (\w+) "([^"]+)"/.exec(reason) ?? [];
  return bindingKind === undefined ? undefined : `${bindingKind} ${binding} of ${roleKind} ${role}`;
}

/** The texts hold words of the log, which anybody may have written. */
function wrap(texts: readonly string[]): string[] {
  return texts.flatMap((text) => wrapText(safeText(text), COLUMNS));
}
