import { isRefusal, type NetworkProblem } from '../../engines/network/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { CLUSTER_POLICIES, NETWORK_POLICY } from './define-policy-check.ts';
import { networkOfWorld } from './network-of-world.ts';
import { POLICY_STANDARDS } from './policy-standards.ts';

/** What other checks say of a NetworkPolicy: network-policy/invalid-range, field/invalid-value, field/wrong-type and field/missing. */
const TOLD_ELSEWHERE: ReadonlySet<string> = new Set([
  'invalid-cidr',
  'except-outside-block',
  'end-port-without-port',
  'end-port-below-port',
  'unknown-protocol',
  'unknown-policy-type',
  'wrong-type',
]);

export const refusedPolicy: Check = defineCheck({
  id: 'network/refused-policy',
  title: 'Policy that the API server refuses',
  severity: 'medium',
  on: 'object',
  kinds: [...NETWORK_POLICY, ...CLUSTER_POLICIES],
  why: 'A policy that is refused is not in the cluster: the pods it was written for stay open, or keep an older policy that nobody has in mind any more.',
  remedy: 'Correct the field that is named, and apply the policy with --dry-run=server to see whether it is taken.',
  standards: POLICY_STANDARDS,
  aliases: {},
  unseen: 'The API server refuses such a policy, so it is not published.',
  scope: 'world',
  *evaluate({ object }, { world }) {
    const isTold = ({ code, path, message }: NetworkProblem): boolean =>
      object.kind === 'NetworkPolicy' && (TOLD_ELSEWHERE.has(code) || (path.at(-1) === 'endPort' && message.includes('65535')));
    for (const problem of networkOfWorld(world).problemsOf(object)) {
      if (isRefusal(problem) && !isTold(problem)) yield { path: problem.path, message: problem.message };
    }
  },
});
