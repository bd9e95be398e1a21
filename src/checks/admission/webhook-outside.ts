import { listAt, stringAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';

export const webhookOutside: Check = defineCheck({
  id: 'admission/webhook-outside',
  title: 'Admission webhook outside the cluster',
  severity: 'medium',
  on: 'object',
  kinds: ['admissionregistration.k8s.io/ValidatingWebhookConfiguration', 'admissionregistration.k8s.io/MutatingWebhookConfiguration'],
  why: 'Every object that matches, with its secrets, is sent to that address, and a mutating webhook there may change it: a quiet way to keep control of a cluster.',
  remedy: 'Use a service of the cluster, or be sure of who runs the address.',
  standards: { nsa: ['control-plane-hardening'], owasp: ['K04', 'K02'], microsoft: ['MS-TA9015'], cks: ['cluster-hardening'] },
  aliases: {},
  *evaluate({ object }) {
    for (const [index, webhook] of listAt(object.value, 'webhooks').entries()) {
      const url = stringAt(webhook, 'clientConfig', 'url');
      if (url === undefined || /^https:\/\/[^/:]+\.svc(?:[.:/]|$)/.test(url)) continue;
      yield {
        path: ['webhooks', index, 'clientConfig', 'url'],
        message: `webhook ${stringAt(webhook, 'name')} is asked at ${url.replace(/\/\/[^/@]*@/, '//')}`,
      };
    }
  },
});
