import type { AttackStep } from '../../define-step.ts';
import { defineTechniqueStep } from '../through-api.ts';

export const mutatingWebhook: AttackStep = defineTechniqueStep({
  id: 'api/mutating-webhook',
  technique: 'mutating-webhook',
  title: 'Change by a webhook what others write',
  condition: 'It may write MutatingWebhookConfigurations: everything that others create passes through the webhook.',
  mitre: ['T1098'],
  microsoft: ['MS-TA9015'],
  reference: 'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#control-admission-webhooks',
  effort: 3,
  does: 'puts a webhook before what others write and gets',
});
