import { listAt, stringAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';

export const anyAddress: Check = defineCheck({
  id: 'network-policy/any-address',
  title: 'Policy that allows the whole internet',
  severity: 'low',
  on: 'object',
  kinds: ['networking.k8s.io/NetworkPolicy'],
  why: "0.0.0.0/0 is every address, those of the cluster and of the cloud's metadata service (169.254.169.254) among them, unless except takes them out.",
  remedy: 'Name the networks that are needed, or take the private ones and 169.254.169.254/32 out with except.',
  standards: { cis: ['5.3.2'], nsa: ['network-policies'], owasp: ['K07'], cks: ['cluster-setup'] },
  aliases: {},
  *evaluate({ object }) {
    for (const [field, peerField] of [
      ['ingress', 'from'],
      ['egress', 'to'],
    ] as const) {
      for (const [index, rule] of listAt(object.value, 'spec', field).entries()) {
        for (const [at, peer] of listAt(rule, peerField).entries()) {
          const cidr = stringAt(peer, 'ipBlock', 'cidr');
          if (cidr !== '0.0.0.0/0' && cidr !== '::/0') continue;
          const isOut = field === 'egress';
          if (listAt(peer, 'ipBlock', 'except').length > 0) continue;
          yield {
            path: ['spec', field, index, peerField, at, 'ipBlock', 'cidr'],
            message: `${isOut ? 'pods may connect to' : 'pods may be reached from'} every address`,
          };
        }
      }
    }
  },
});
