import { isRecord } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { rulesOf } from './rules.ts';

export const allowsAll: Check = defineCheck({
  id: 'network-policy/allows-all',
  title: 'Policy that allows everything',
  severity: 'medium',
  on: 'object',
  kinds: ['networking.k8s.io/NetworkPolicy'],
  why: 'An empty rule allows every peer on every port. Policies add up, so it also undoes the default deny beside it.',
  remedy: 'Name the peers and ports, or remove the rule.',
  standards: { cis: ['5.3.2'], nsa: ['network-policies'], owasp: ['K07'], microsoft: ['MS-TA9034'], cks: ['cluster-setup'] },
  aliases: {},
  *evaluate({ object }) {
    for (const { direction, path, rule, peers, ports } of rulesOf(object)) {
      if (isRecord(rule) && peers.length === 0 && ports.length === 0)
        yield { path, message: `an ${direction} rule without peers and ports allows everything` };
    }
  },
});
