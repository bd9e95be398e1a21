import { listAt, valueAt } from '../../core/index.ts';
import { hasPort, type PolicyRule } from '../../engines/network/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { makeFix } from '../fixes.ts';
import { numbersOf } from './covers.ts';
import { NETWORK_POLICY } from './define-policy-check.ts';
import { addressesWithin, COMMON_ADDRESSES, readAddresses } from './metadata-addresses.ts';
import { networkOfWorld } from './network-of-world.ts';
import { POLICY_STANDARDS } from './policy-standards.ts';

export const metadataNotExcepted: Check = defineCheck({
  id: 'network/metadata-not-excepted',
  title: 'Range for the internet that holds the metadata service',
  severity: 'medium',
  on: 'object',
  kinds: NETWORK_POLICY,
  why: "The rule leaves inner networks out and so means the internet, and the cloud's metadata service is still in its range. A pod that is broken into, or one that fetches what it is told to, asks it for the credentials of the node.",
  remedy: 'Add 169.254.169.254/32 to except, or 169.254.0.0/16; in a range of IPv6 fd00:ec2::254/128 and fd20:ce::254/128.',
  standards: { ...POLICY_STANDARDS, mitre: ['T1552.007'], microsoft: ['MS-TA9033'] },
  aliases: {},
  unseen: 'None of the published manifests that were looked at has a range with exceptions.',
  scope: 'world',
  parameters: {
    addresses: {
      type: 'strings',
      default: COMMON_ADDRESSES,
      description: 'Addresses at which a cloud answers its machines.',
    },
  },
  fix: ({ path }, { object }, { parameters, world }) => {
    const found = rangesOf(networkOfWorld(world).policyOf(object)?.rules ?? [], parameters.addresses).find(
      (one) => one.path.join() === path.join(),
    );
    return (
      found &&
      makeFix(
        found.open.map(({ text, address }) => ({ kind: 'add', path: [...path, 'except'], value: `${text}/${address.bits}` })),
        'programs that ask the metadata service of the cloud',
      )
    );
  },
  *evaluate({ object }, { parameters, world }) {
    for (const { path, cidr, open } of rangesOf(networkOfWorld(world).policyOf(object)?.rules ?? [], parameters.addresses)) {
      const addresses = open.map(({ text, owner }) => `${text} (${owner})`).join(' and ');
      yield { path, message: `${cidr} without what except names still holds ${addresses}` };
    }
  },
});

/** Ranges of egress rules that leave something out and not the metadata service. One that leaves out nothing has a check of its own. */
function rangesOf(
  rules: readonly PolicyRule[],
  texts: readonly string[],
): {
  readonly path: readonly (string | number)[];
  readonly cidr: string;
  readonly open: ReturnType<typeof readAddresses>;
}[] {
  const addresses = readAddresses(texts);
  return rules.flatMap(({ direction, peers, ports, path: rulePath, policy }) => {
    if (direction !== 'egress' || peers === 'all' || !opens(ports)) return [];
    return peers.flatMap((peer, at) => {
      const path = [...rulePath, 'to', at, 'ipBlock'];
      const block = valueAt(policy.object.value, path);
      if (peer.kind !== 'addresses' || listAt(block, 'except').length === 0) return [];
      const open = addressesWithin(peer.addresses, addresses);
      return open.length === 0 ? [] : [{ path, cidr: String(valueAt(block, ['cidr'])), open }];
    });
  });
}

/** The metadata services answer on HTTP. */
function opens(ports: PolicyRule['ports']): boolean {
  return ports === 'all' || hasPort(numbersOf(ports), 'TCP', 80);
}
