import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseAddress, parseCidr } from '../../kubernetes/index.ts';
import {
  type AddressSet,
  ALL_ADDRESSES,
  addressesKey,
  addressesOf,
  formatAddresses,
  hasAddress,
  intersectAddresses,
  isEmptyAddresses,
  NO_ADDRESSES,
  subtractAddresses,
  uniteAddresses,
} from './addresses.ts';
import { type Boundaries, includes, intersect, rangesOf, subtract, unite } from './boundaries.ts';
import { ALL_PORTS, formatPorts, hasPort, intersectPorts, NO_PORTS, portRange, portsKey, subtractPorts, unitePorts } from './ports.ts';

const SIZE = 40;
const numbers = fc.uniqueArray(fc.integer({ min: 0, max: SIZE - 1 }));

function toBoundaries(members: readonly number[]): Boundaries<number> {
  return members.reduce<Boundaries<number>>((set, member) => unite(set, [member, member + 1]), []);
}

function toMembers(set: Boundaries<number>): number[] {
  return Array.from({ length: SIZE }, (_, value) => value).filter((value) => includes(set, value));
}

function cidr(text: string): AddressSet {
  const parsed = parseCidr(text);
  assert.ok(parsed, text);
  return addressesOf(parsed);
}

function has(set: AddressSet, text: string): boolean {
  const address = parseAddress(text);
  assert.ok(address, text);
  return hasAddress(set, address);
}

describe('sets of numbers', () => {
  it('behave as naive sets do, and have one form only', () => {
    fc.assert(
      fc.property(numbers, numbers, (left, right) => {
        const [a, b] = [toBoundaries(left), toBoundaries(right)];
        const sorted = (members: Iterable<number>): number[] => [...members].sort((x, y) => x - y);
        assert.deepEqual(toMembers(a), sorted(left));
        assert.deepEqual(toMembers(unite(a, b)), sorted(new Set([...left, ...right])));
        assert.deepEqual(toMembers(intersect(a, b)), sorted(left.filter((one) => right.includes(one))));
        assert.deepEqual(toMembers(subtract(a, b)), sorted(left.filter((one) => !right.includes(one))));
        assert.deepEqual(a, toBoundaries(sorted(left)));
        assert.deepEqual(unite(subtract(a, b), intersect(a, b)), a);
        assert.deepEqual([...rangesOf(a)].flat(), [...a]);
      }),
    );
  });
});

describe('sets of addresses', () => {
  it('hold what their ranges hold, in both families', () => {
    const set = uniteAddresses(subtractAddresses(cidr('10.0.0.0/8'), cidr('10.1.0.0/16')), cidr('fd00::/8'));
    for (const text of [
      '10.0.255.255',
      '10.2.0.0',
      '10.255.255.255',
      'fd00::',
      'fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff',
      '::ffff:10.0.0.1',
    ])
      assert.ok(has(set, text), text);
    for (const text of ['10.1.0.0', '10.1.255.255', '11.0.0.0', 'fe00::', '9.255.255.255']) assert.ok(!has(set, text), text);
    assert.ok(isEmptyAddresses(intersectAddresses(set, cidr('10.1.0.0/16'))) && isEmptyAddresses(NO_ADDRESSES));
  });

  it('are written in the usual forms', () => {
    assert.equal(formatAddresses(cidr('10.1.2.3/8')), '10.0.0.0-10.255.255.255');
    assert.equal(
      formatAddresses(uniteAddresses(cidr('10.0.0.1/32'), cidr('2001:db8:0:0:1::/80'))),
      '10.0.0.1, 2001:db8:0:0:1::-2001:db8::1:ffff:ffff:ffff',
    );
    assert.equal(formatAddresses(ALL_ADDRESSES), '0.0.0.0-255.255.255.255, ::-ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff');
  });

  it('fall into the same value however they were made', () => {
    const halves = uniteAddresses(cidr('0.0.0.0/1'), cidr('128.0.0.0/1'));
    assert.equal(addressesKey(halves), addressesKey(cidr('0.0.0.0/0')));
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: (1n << 128n) - 1n }), fc.integer({ min: 0, max: 128 }), (address, prefix) => {
        const set = addressesOf({ address, bits: 128, prefix });
        assert.ok(hasAddress(set, { address, bits: 128 }));
        assert.equal(addressesKey(subtractAddresses(ALL_ADDRESSES, subtractAddresses(ALL_ADDRESSES, set))), addressesKey(set));
      }),
    );
  });
});

describe('sets of ports', () => {
  it('keep protocols apart', () => {
    const set = unitePorts(portRange('TCP', 80), portRange('UDP', 53, 53));
    assert.ok(hasPort(set, 'TCP', 80) && hasPort(set, 'TCP', 65_535) && hasPort(set, 'UDP', 53));
    assert.ok(!hasPort(set, 'TCP', 79) && !hasPort(set, 'UDP', 80) && !hasPort(set, 'SCTP', 80));
    assert.equal(formatPorts(set), 'TCP 80-65535,UDP 53');
  });

  it('are written shortly', () => {
    assert.equal(formatPorts(ALL_PORTS), 'all');
    assert.equal(formatPorts(NO_PORTS), 'none');
    assert.equal(formatPorts(subtractPorts(ALL_PORTS, portRange('UDP'))), 'TCP 1-65535,SCTP 1-65535');
    assert.equal(formatPorts(intersectPorts(portRange('TCP', 70, 90), portRange('TCP', 80, 100))), 'TCP 80-90');
  });

  it('leave out what is no port', () => {
    assert.deepEqual(portRange('TCP', 0, 0), NO_PORTS);
    assert.equal(portsKey(portRange('TCP', -5, 70_000)), portsKey(portRange('TCP')));
  });
});
