import { recordAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { removeField } from '../fixes.ts';
import { INGRESS_KINDS } from './annotations.ts';

export const snippet: Check = defineCheck({
  id: 'ingress/snippet',
  title: 'Ingress adds lines to the configuration of nginx',
  severity: 'high',
  on: 'object',
  kinds: INGRESS_KINDS,
  why: 'Whoever may write the Ingress writes configuration of the shared controller, and so reads its service account token and the certificates of all others (CVE-2021-25742).',
  remedy: 'Remove the annotation and set allow-snippet-annotations to false in the controller.',
  standards: { owasp: ['K01', 'K09'], mitre: ['T1190'], cks: ['cluster-setup'] },
  aliases: { checkov: ['CKV_K8S_153'] },
  fix: removeField('what the lines of nginx configuration do', { risky: true }),
  *evaluate({ object }) {
    for (const key of Object.keys(recordAt(object.value, 'metadata', 'annotations'))) {
      if (/^nginx\.(?:ingress\.kubernetes\.io|org)\/[a-z-]+-snippets?$/.test(key))
        yield { path: ['metadata', 'annotations', key], message: `the annotation ${key} writes into nginx.conf` };
    }
  },
});
