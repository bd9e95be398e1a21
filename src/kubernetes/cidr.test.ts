import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isStrictlyInside, parseAddress, parseCidr, parseStrictCidr } from './cidr.ts';

function inside(inner: string, outer: string): boolean {
  const [a, b] = [parseCidr(inner), parseCidr(outer)];
  assert.ok(a && b);
  return isStrictlyInside(a, b);
}

describe('a range of addresses', () => {
  it('is read as the API server reads it', () => {
    for (const text of [
      '10.0.0.0/8',
      '10.1.2.3/8',
      '010.0.0.1/08',
      '0.0.0.0/0',
      '::/0',
      'fd00::/8',
      '1::2:3.4.5.6/64',
      '::ffff:10.0.0.0/104',
    ]) {
      assert.ok(parseCidr(text), text);
    }
    for (const text of [
      '',
      '10.0.0.0',
      '10.0.0.0/33',
      '10.0.0/8',
      '10.0.0.256/8',
      '10.0.0.0/-1',
      '10.0.0.0/8 ',
      '/8',
      'host/8',
      ':::/8',
      '1:2/8',
      '1:2:3:4:5:6:7:8:9/8',
      '::1::/8',
      '1:2:3:4:5:6:7::8/129',
      '1.2.3.4::/64',
      'fe80::1%eth0/64',
      '1:2:3:4::5:6:7:8/64',
    ]) {
      assert.equal(parseCidr(text), undefined, text);
    }
  });

  it('is IPv4 when it is IPv4 inside IPv6', () => {
    assert.deepEqual(parseCidr('::ffff:10.0.0.0/104'), { address: 0x0a000000n, bits: 32, prefix: 8, writtenPrefix: 104 });
    assert.deepEqual(parseAddress('::ffff:10.0.0.1'), { address: 0x0a000001n, bits: 32 });
    assert.equal(parseCidr('::ffff:10.0.0.0/80')?.bits, 128);
  });

  it('is read more strictly by newer APIs', () => {
    assert.ok(parseStrictCidr('10.0.0.0/8') && parseStrictCidr('fd00::/8') && parseStrictCidr('0.0.0.0/0'));
    for (const text of ['010.0.0.0/8', '10.0.0.0/08', '::ffff:10.0.0.0/104', '0fd00::/8'])
      assert.equal(parseStrictCidr(text), undefined, text);
  });

  it('lies strictly inside another where it begins there and its prefix is longer', () => {
    assert.ok(inside('10.1.0.0/16', '10.0.0.0/8') && inside('fd00:1::/32', 'fd00::/16'));
    assert.ok(!inside('10.0.0.0/8', '10.0.0.0/8') && !inside('11.0.0.0/16', '10.0.0.0/8') && !inside('fd00::/16', '10.0.0.0/8'));
  });
});
