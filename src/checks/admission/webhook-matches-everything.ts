import { isRecord, listAt, recordAt, stringAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';

export const webhookMatchesEverything: Check = defineCheck({
  id: 'admission/webhook-matches-everything',
  title: 'Admission webhook that every request goes through',
  severity: 'medium',
  on: 'object',
  kinds: ['admissionregistration.k8s.io/ValidatingWebhookConfiguration', 'admissionregistration.k8s.io/MutatingWebhookConfiguration'],
  why: 'It sees every Secret that is written, and when it does not answer with failurePolicy Fail, nothing can be changed any more, not even to repair it.',
  remedy: 'Name the groups and resources it judges, and keep kube-system and its own namespace out with a namespaceSelector.',
  standards: {
    nsa: ['control-plane-hardening'],
    owasp: ['K04', 'K09'],
    mitre: ['T1499'],
    microsoft: ['MS-TA9015'],
    cks: ['cluster-hardening'],
  },
  aliases: {},
  *evaluate({ object }) {
    for (const [index, webhook] of listAt(object.value, 'webhooks').entries()) {
      if (!isRecord(webhook)) continue;
      const selectors = [
        ...Object.values(recordAt(webhook, 'namespaceSelector')),
        ...Object.values(recordAt(webhook, 'objectSelector')),
        ...listAt(webhook, 'matchConditions'),
      ];
      if (selectors.length > 0) continue;
      for (const [at, rule] of listAt(webhook, 'rules').entries()) {
        const isAll = (field: string): boolean => listAt(rule, field).includes('*');
        const resources = listAt(rule, 'resources');
        if (isAll('apiGroups') && (resources.includes('*') || resources.includes('*/*'))) {
          yield {
            path: ['webhooks', index, 'rules', at],
            message: `webhook ${stringAt(webhook, 'name')} judges every kind in every namespace`,
          };
        }
      }
    }
  },
});
