import { type FieldPath, isRecord, listAt, stringAt, valueAt } from '../../core/index.ts';
import type { InventoryObject } from '../../inventory/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { severityIfKept } from './kept.ts';

/** The Services that the API server is told to call, each with the rule that depends on its answer. */
function* services(object: InventoryObject): Generator<{ readonly path: FieldPath; readonly isOpen: boolean }> {
  for (const [index, webhook] of listAt(object.value, 'webhooks').entries())
    yield { path: ['webhooks', index, 'clientConfig', 'service'], isOpen: stringAt(webhook, 'failurePolicy') === 'Ignore' };
  yield { path: ['spec', 'service'], isOpen: false };
  yield { path: ['spec', 'conversion', 'webhook', 'clientConfig', 'service'], isOpen: false };
}

export const webhookService: Check = defineCheck({
  id: 'reference/webhook-service',
  title: 'Webhook whose Service is not among what was scanned',
  severity: 'low',
  on: 'object',
  kinds: [
    'admissionregistration.k8s.io/ValidatingWebhookConfiguration',
    'admissionregistration.k8s.io/MutatingWebhookConfiguration',
    'apiregistration.k8s.io/APIService',
    'apiextensions.k8s.io/CustomResourceDefinition',
  ],
  why: 'Without the Service nobody answers: a webhook that fails closed blocks the cluster, one that fails open lets everything pass.',
  remedy: 'Add the Service, correct its name and namespace, or remove the webhook.',
  standards: { nsa: ['pod-security-enforcement'], owasp: ['K04'], cks: ['cluster-hardening'] },
  aliases: {},
  scope: 'world',
  *evaluate({ object }, { world }) {
    for (const { path, isOpen } of services(object)) {
      const service = valueAt(object.value, path);
      if (!isRecord(service)) continue;
      const name = stringAt(service, 'name');
      const namespace = stringAt(service, 'namespace');
      if (!name || !namespace || world.find('', 'Service', namespace, name)) continue;
      yield {
        path: [...path, 'name'],
        message: `Service ${namespace}/${name} is not among the scanned objects${isOpen ? ', and without its answer everything passes' : ''}`,
        severity: severityIfKept(world, namespace, '', 'Service', isOpen ? 'medium' : 'low'),
      };
    }
  },
});
