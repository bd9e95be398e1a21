import { isRecord, listAt, stringAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { setField } from '../fixes.ts';

export const webhookFailsOpen: Check = defineCheck({
  id: 'admission/webhook-fails-open',
  title: 'Admission webhook that lets everything pass when it fails',
  severity: 'medium',
  on: 'object',
  kinds: ['admissionregistration.k8s.io/ValidatingWebhookConfiguration', 'admissionregistration.k8s.io/MutatingWebhookConfiguration'],
  why: 'With failurePolicy Ignore it is enough to keep the webhook from answering, by load or by a slow request, and the rule it enforces is gone.',
  remedy: "Set failurePolicy to Fail, run several replicas, and keep the webhook's own namespace out with a namespaceSelector.",
  standards: { nsa: ['pod-security-enforcement'], owasp: ['K04'], mitre: ['T1562.001'], cks: ['supply-chain', 'cluster-hardening'] },
  aliases: {},
  fix: setField('Fail', 'requests of its kinds while the webhook does not answer', { risky: true }),
  *evaluate({ object }) {
    for (const [index, webhook] of listAt(object.value, 'webhooks').entries()) {
      if (!isRecord(webhook)) continue;
      const policy = stringAt(webhook, 'failurePolicy');
      // v1beta1 defaulted to Ignore, v1 to Fail.
      const isOpen = policy === 'Ignore' || (policy === undefined && object.apiVersion.endsWith('/v1beta1'));
      const isMutating = object.kind === 'MutatingWebhookConfiguration';
      if (isOpen)
        yield {
          path: ['webhooks', index, 'failurePolicy'],
          message: `webhook ${stringAt(webhook, 'name')} fails open`,
          ...(isMutating ? { severity: 'low' as const } : {}),
        };
    }
  },
});
