import { detectCredentials } from '../credentials/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { loginsOf } from './kubeconfig-logins.ts';
import { describeLine, valuesOf } from './values.ts';

/** Reported by `config-map/private-key`. */
const KEYS: ReadonlySet<string> = new Set(['private-key', 'gcp-service-account-key']);

export const credential: Check = defineCheck({
  id: 'config-map/credential',
  title: 'ConfigMap holds a credential',
  severity: 'high',
  on: 'object',
  kinds: ['/ConfigMap'],
  why: 'ConfigMaps are for settings: the view role may read them, they are not encrypted in etcd unless that is set up for them too, and tools print them. A password among the settings is known to all who look.',
  remedy:
    'Change the credential, keep the new one in a Secret, and mount that beside the ConfigMap or refer to it with valueFrom.secretKeyRef.',
  standards: {
    cis: ['5.4.2'],
    nsa: ['secrets'],
    owasp: ['K08'],
    mitre: ['T1552.001'],
    microsoft: ['MS-TA9027'],
    cks: ['microservice-vulnerabilities'],
  },
  aliases: { trivy: ['AVD-KSV-0109'], kubescape: ['C-0012'] },
  unseen: 'No corpus keeps a credential in a ConfigMap.',
  *evaluate({ object }) {
    for (const { key, path, text } of valuesOf(object)) {
      if (loginsOf(text).length > 0) continue;
      const all = detectCredentials(text, key).filter(({ kind }) => !KEYS.has(kind));
      const [first] = all;
      if (!first) continue;
      const more = all.length > 1 ? `, and ${all.length - 1} more` : '';
      yield { path, message: `${key} holds ${first.label} (${first.masked})${describeLine(text, first.start)}${more}` };
    }
  },
});
