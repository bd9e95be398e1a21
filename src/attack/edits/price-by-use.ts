import { type CollectedLog, type PolicyUse, policyUse, type RbacAuthorizer, serviceAccountName } from '../../engines/rbac/index.ts';
import type { CandidateEdit } from './candidate-edit.ts';

const USED = 45;
const UNUSED = 1;

/** Prices edits that take rights away by what a log used of them: what nobody asked for may go, what was used is needed. */
export function priceByUse(authorizer: RbacAuthorizer, log: CollectedLog): (edit: CandidateEdit) => CandidateEdit {
  let use: PolicyUse | undefined;
  const active = new Map(
    log.users.map(({ user, actions }) => [user.name, actions.reduce((sum, { allowed }) => sum + allowed, 0)] as const),
  );
  return (edit) => {
    const { takes } = edit;
    if (!takes) return edit;
    use ??= policyUse(authorizer, log);
    const price = (count: number, last: string): CandidateEdit =>
      count > 0
        ? {
            ...edit,
            cost: USED,
            risk: `the log used it ${count === 1 ? 'once' : `${count} times`}${last === '' ? '' : `, last on ${last.slice(0, 10)}`}; ${edit.risk}`,
          }
        : { ...edit, cost: UNUSED, risk: '' };
    if ('binding' in takes) {
      const { count = 0, last = '' } = use.bindings.find(({ binding }) => binding === takes.binding) ?? {};
      return price(count, last);
    }
    if ('role' in takes) {
      const rules = use.rules.filter(({ role, ruleIndex }) => role === takes.role && takes.rules.includes(ruleIndex));
      const last = rules.reduce((latest, one) => (one.last > latest ? one.last : latest), '');
      return price(
        rules.reduce((sum, { count }) => sum + count, 0),
        last,
      );
    }
    return price(active.get(serviceAccountName(takes.account.namespace, takes.account.name)) ?? 0, '');
  };
}
