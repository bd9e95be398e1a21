import { listAt, stringAt } from '../../core/index.ts';
import { parseCidr } from '../../kubernetes/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { makeFix } from '../fixes.ts';
import { rulesOf } from './rules.ts';

export const anyAddress: Check = defineCheck({
  id: 'network-policy/any-address',
  title: 'Policy that allows the whole internet',
  severity: 'low',
  on: 'object',
  kinds: ['networking.k8s.io/NetworkPolicy'],
  why: "0.0.0.0/0 is every address, those of the cluster and of the cloud's metadata service (169.254.169.254) among them, unless except takes them out.",
  remedy: 'Name the networks that are needed, or take the private ones and 169.254.169.254/32 out with except.',
  standards: { cis: ['5.3.2'], nsa: ['network-policies'], owasp: ['K07'], microsoft: ['MS-TA9033'], cks: ['cluster-setup'] },
  aliases: {},
  fix: ({ path }) => {
    if (!path.includes('egress')) return undefined;
    const except = ['169.254.169.254/32'];
    return makeFix(
      [{ kind: 'set', path: [...path.slice(0, -1), 'except'], value: except }],
      'programs that ask the metadata service of the cloud',
    );
  },
  *evaluate({ object }) {
    for (const { direction, peers } of rulesOf(object)) {
      for (const { path, peer } of peers) {
        // The API server counts the prefix alone: 10.0.0.0/0 is every address, too.
        const cidr = parseCidr(stringAt(peer, 'ipBlock', 'cidr') ?? '');
        if (cidr?.prefix !== 0 || listAt(peer, 'ipBlock', 'except').length > 0) continue;
        yield {
          path: [...path, 'ipBlock', 'cidr'],
          message: `${direction === 'egress' ? 'pods may connect to' : 'pods may be reached from'} every ${cidr.bits === 32 ? 'IPv4' : 'IPv6'} address`,
        };
      }
    }
  },
});
