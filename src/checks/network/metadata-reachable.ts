import { listAt, valueAt } from '../../core/index.ts';
import { hasAddress, hasPort, type Judgement, type NetworkPod, type RuleMatch } from '../../engines/network/index.ts';
import { parseCidr } from '../../kubernetes/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { listWords } from '../rbac/words.ts';
import { COMMON_ADDRESSES, METADATA_ADDRESSES, type MetadataAddress, readAddresses } from './metadata-addresses.ts';
import { nameRule, ruleEvidence } from './names.ts';
import { networkOfWorld, type WorldNetwork } from './network-of-world.ts';
import { POLICY_STANDARDS } from './policy-standards.ts';

export const metadataReachable: Check = defineCheck({
  id: 'network/metadata-reachable',
  title: 'Pod with restricted egress that reaches the metadata service',
  severity: 'medium',
  on: 'pod',
  why: 'Policies restrict what the pod may connect to, and the metadata service of the cloud is still open to it. Whoever makes the pod send a request there gets the credentials of the node, and what they allow in the cloud.',
  remedy:
    'Name the peers of the egress rule that lets it through, leave the address out with except, or let a policy for the whole cluster deny it.',
  standards: { ...POLICY_STANDARDS, mitre: ['T1552.007'], microsoft: ['MS-TA9033'] },
  aliases: { kubescape: ['C-0052'] },
  scope: 'world',
  parameters: {
    addresses: {
      type: 'strings',
      default: METADATA_ADDRESSES,
      description: 'Addresses at which a cloud answers its machines; those that one provider alone has are told as info.',
    },
  },
  *evaluate({ pod: view }, { parameters, world }) {
    const network = networkOfWorld(world);
    const pod = network.podOf(view);
    if (!pod || pod.hostNetwork) return;
    const open = readAddresses(parameters.addresses).flatMap((address) => opening(pod, address, network));
    if (open.length === 0) return;
    const question = network.openQuestion(pod);
    if (question !== undefined) {
      yield { path: view.path, undecided: question };
      return;
    }
    const rules = open.flatMap(({ matches }) => matches.map(({ rule }) => rule));
    const names = listWords([...new Set(rules.map(nameRule))]);
    const isCommon = open.some(({ address }) => COMMON_ADDRESSES.includes(address.text));
    yield {
      path: view.path,
      message: `the pod may ask ${open.map(({ address, port }) => `${address.text} on TCP ${port} (${address.owner})`).join(', ')} by ${names}`,
      evidence: ruleEvidence(rules, network),
      ...(isCommon ? {} : { severity: 'info' as const }),
    };
  },
});

interface Opening {
  readonly address: MetadataAddress;
  readonly port: number;
  readonly matches: readonly RuleMatch[];
}

function opening(pod: NetworkPod, address: MetadataAddress, { connectivity }: WorldNetwork): Opening[] {
  const outside = connectivity.external(pod, 'egress').find(({ addresses }) => hasAddress(addresses, address.address));
  for (const port of address.ports) {
    if (!outside || !hasPort(outside.reach.certain, 'TCP', port)) continue;
    const { egress } = connectivity.decide({ kind: 'pod', pod }, { kind: 'address', address: address.address }, 'TCP', port);
    const matches = egress ? matchesOf(egress) : [];
    // The namespace answers for pods that nothing restricts, and a range that is open to everything for itself.
    if (matches.length > 0 && !matches.some((match) => isToldElsewhere(match, address))) return [{ address, port, matches }];
  }
  return [];
}

function matchesOf({ grounds }: Judgement): readonly RuleMatch[] {
  return grounds.flatMap((ground) => (ground.kind === 'rules' ? ground.matches : []));
}

/** Whether network-policy/allows-all, network-policy/any-address or network/metadata-not-excepted speaks of the rule. */
function isToldElsewhere({ rule, peer }: RuleMatch, { text }: MetadataAddress): boolean {
  if (rule.policy.tier !== 'network-policy') return false;
  if (rule.peers === 'all') return rule.ports === 'all';
  const block = valueAt(rule.policy.object.value, [...rule.path, 'to', peer ?? 0, 'ipBlock']);
  const hasExceptions = listAt(block, 'except').length > 0;
  return hasExceptions ? COMMON_ADDRESSES.includes(text) : parseCidr(String(valueAt(block, ['cidr'])))?.prefix === 0;
}
