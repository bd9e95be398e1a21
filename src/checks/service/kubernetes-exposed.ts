import { stringAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';

export const kubernetesExposed: Check = defineCheck({
  id: 'service/kubernetes-exposed',
  title: 'Service of the API server is changed',
  severity: 'critical',
  on: 'object',
  kinds: ['/Service'],
  why: "The Service kubernetes in default leads to the API server. As NodePort or LoadBalancer it opens the API to the world, and with a selector of its own it hands every client's token to somebody else.",
  remedy: 'Delete the manifest; the API server makes and repairs this Service by itself.',
  standards: {
    cis: ['1.2.1'],
    nsa: ['control-plane-hardening'],
    owasp: ['K09', 'K07'],
    mitre: ['T1133'],
    microsoft: ['MS-TA9029'],
    cks: ['cluster-setup'],
  },
  aliases: { kubescape: ['C-0021'] },
  unseen: 'Nobody publishes a manifest of this Service.',
  *evaluate({ object }) {
    if (object.name !== 'kubernetes' || (object.namespace ?? 'default') !== 'default') return;
    const type = stringAt(object.value, 'spec', 'type') ?? 'ClusterIP';
    if (type === 'ClusterIP')
      yield { path: ['metadata', 'name'], message: 'the manifest replaces the Service of the API server', severity: 'medium' };
    else yield { path: ['spec', 'type'], message: `the API server is open as ${type}` };
  },
});
