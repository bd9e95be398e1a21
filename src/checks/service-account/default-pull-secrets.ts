import { listAt, stringAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';

export const defaultPullSecrets: Check = defineCheck({
  id: 'service-account/default-pull-secrets',
  title: 'Default service account pulls images with a login',
  severity: 'low',
  on: 'object',
  kinds: ['/ServiceAccount'],
  why: 'Every pod of the namespace that names no account may pull what this login may, so whoever can create a pod can run, and read, every private image behind it.',
  remedy: 'Move imagePullSecrets to the service accounts of the workloads that need the images.',
  standards: { cis: ['5.1.5'], nsa: ['service-account-tokens', 'secrets'], owasp: ['K08'], cks: ['supply-chain'] },
  aliases: { kubescape: ['C-0189'] },
  *evaluate({ object }) {
    if (object.name !== 'default') return;
    const names = listAt(object.value, 'imagePullSecrets').map((entry) => stringAt(entry, 'name') ?? '');
    if (names.length > 0)
      yield { path: ['imagePullSecrets'], message: `the default service account pulls images with ${names.join(', ')}` };
  },
});
