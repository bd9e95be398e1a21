import { booleanAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { setField } from '../fixes.ts';

export const webhookAuthentication: Check = defineCheck({
  id: 'kubelet/webhook-authentication',
  title: 'Kubelet does not check tokens',
  severity: 'medium',
  on: 'object',
  kinds: ['kubelet.config.k8s.io/KubeletConfiguration'],
  why: 'Tokens of users and service accounts are not accepted, so clients are let in by weaker means.',
  remedy: 'Set authentication.webhook.enabled to true.',
  standards: { cis: ['4.2.1'], nsa: ['authentication'], owasp: ['K06'], cks: ['cluster-hardening'] },
  aliases: { kubescape: ['C-0070'] },
  fix: setField(true, 'nothing but the time of a question to the API server'),
  *evaluate({ object }) {
    const path = ['authentication', 'webhook', 'enabled'];
    if (booleanAt(object.value, ...path) === false) yield { path, message: 'authentication.webhook.enabled is false' };
  },
});
