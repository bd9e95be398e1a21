import { listAt, numberAt, stringAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { setField } from '../fixes.ts';

export const webhookTimeout: Check = defineCheck({
  id: 'admission/webhook-timeout',
  title: 'Admission webhook may hold requests for long',
  severity: 'low',
  on: 'object',
  kinds: ['admissionregistration.k8s.io/ValidatingWebhookConfiguration', 'admissionregistration.k8s.io/MutatingWebhookConfiguration'],
  why: 'Each request that matches waits that long when the webhook hangs; the API server fills up with waiting requests.',
  remedy: 'Set timeoutSeconds to 10 or less; 2 to 5 is usual.',
  standards: { nsa: ['control-plane-hardening'], owasp: ['K09'], mitre: ['T1499'], cks: ['cluster-hardening'] },
  aliases: {},
  fix: setField(10, 'a webhook that needs longer to answer'),
  *evaluate({ object }) {
    for (const [index, webhook] of listAt(object.value, 'webhooks').entries()) {
      const seconds = numberAt(webhook, 'timeoutSeconds') ?? (object.apiVersion.endsWith('/v1beta1') ? 30 : 10);
      if (seconds > 10)
        yield { path: ['webhooks', index, 'timeoutSeconds'], message: `webhook ${stringAt(webhook, 'name')} may take ${seconds} seconds` };
    }
  },
});
