import { recordAt, stringAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { removeField } from '../fixes.ts';

const ANNOTATION = 'kubectl.kubernetes.io/last-applied-configuration';

export const lastApplied: Check = defineCheck({
  id: 'secret/last-applied',
  title: 'Secret carries its values a second time in an annotation',
  severity: 'low',
  on: 'object',
  kinds: ['/Secret'],
  why: 'kubectl apply stores the whole Secret in an annotation. Logs, dashboards and audit tools that hide the data of Secrets show annotations, and the old value stays there when the data is changed by other means.',
  remedy: 'Remove the annotation and use kubectl apply --server-side, or kubectl create and replace, for Secrets.',
  standards: { nsa: ['secrets'], owasp: ['K08'], mitre: ['T1552.007'], microsoft: ['MS-TA9025'], cks: ['microservice-vulnerabilities'] },
  aliases: {},
  unseen: 'Files as people write them lack the annotation; objects read back from a cluster have it.',
  fix: removeField('the next kubectl apply without --server-side, which then takes fields for its own'),
  *evaluate({ object }) {
    const keys = appliedKeys(stringAt(object.value, 'metadata', 'annotations', ANNOTATION));
    if (keys.length === 0) return;
    yield {
      path: ['metadata', 'annotations', ANNOTATION],
      message: `the annotation last-applied-configuration repeats ${keys.join(', ')}`,
    };
  },
});

function appliedKeys(text: string | undefined): string[] {
  if (text === undefined) return [];
  try {
    const applied: unknown = JSON.parse(text);
    return [...Object.keys(recordAt(applied, 'data')), ...Object.keys(recordAt(applied, 'stringData'))];
  } catch {
    return [];
  }
}
