import { detectCredentials } from '../credentials/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { describeLine, valuesOf } from './values.ts';

export const privateKey: Check = defineCheck({
  id: 'config-map/private-key',
  title: 'ConfigMap holds a private key',
  severity: 'high',
  on: 'object',
  kinds: ['/ConfigMap'],
  why: 'Whoever may read ConfigMaps, which the view role allows, can act as the server or person the key belongs to, and read traffic that was recorded before.',
  remedy:
    'Make a new key, keep it in a Secret of type kubernetes.io/tls or kubernetes.io/ssh-auth that is not in the repository, and revoke this one.',
  standards: {
    cis: ['5.4.2'],
    nsa: ['secrets'],
    owasp: ['K08'],
    mitre: ['T1552.001'],
    microsoft: ['MS-TA9027'],
    cks: ['microservice-vulnerabilities'],
  },
  aliases: { trivy: ['AVD-KSV-0109'], kubescape: ['C-0012'] },
  unseen: 'No corpus keeps a private key in a ConfigMap.',
  *evaluate({ object }) {
    for (const { key, path, text } of valuesOf(object)) {
      const found = detectCredentials(text).find(({ kind }) => kind === 'private-key' || kind === 'gcp-service-account-key');
      if (found) yield { path, message: `${key} holds ${found.label}${describeLine(text, found.start)}` };
    }
  },
});
