import { booleanAt, listAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { setField } from '../fixes.ts';

export const anonymousEverywhere: Check = defineCheck({
  id: 'authentication/anonymous-everywhere',
  title: 'Anonymous requests are let in on every path',
  severity: 'medium',
  on: 'object',
  kinds: ['apiserver.config.k8s.io/AuthenticationConfiguration'],
  why: 'Without conditions strangers are system:anonymous on every path, and one mistaken binding opens it.',
  remedy: 'Set anonymous.enabled to false, or list the health endpoints in anonymous.conditions.',
  standards: { cis: ['1.2.1'], nsa: ['authentication'], owasp: ['K06'], mitre: ['T1078'], cks: ['cluster-hardening'] },
  aliases: { kubescape: ['C-0262'] },
  unseen: 'None of the published configurations that were looked at is of this kind.',
  fix: setField(false, 'probes and joining nodes that ask the API server without credentials', { risky: true }),
  *evaluate({ object }) {
    if (booleanAt(object.value, 'anonymous', 'enabled') === true && listAt(object.value, 'anonymous', 'conditions').length === 0)
      yield { path: ['anonymous', 'enabled'], message: 'anonymous is enabled without conditions' };
  },
});
