import { recordAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';

export const podSecurityLabelInvalid: Check = defineCheck({
  id: 'namespace/pod-security-label-invalid',
  title: 'Pod Security label that means nothing',
  severity: 'high',
  on: 'object',
  kinds: ['/Namespace'],
  why: 'A mistyped level or release is refused when the namespace is created, and on one that exists already makes the plugin fall back to restricted or to the newest release.',
  remedy: 'Use privileged, baseline or restricted as level, and latest or v1.N as release.',
  standards: { cis: ['5.2.1'], nsa: ['pod-security-enforcement'], owasp: ['K04'], cks: ['microservice-vulnerabilities'] },
  aliases: {},
  unseen: 'The API server refuses such a namespace, so it is not published.',
  *evaluate({ object }) {
    for (const [key, value] of Object.entries(recordAt(object.value, 'metadata', 'labels'))) {
      const match = /^pod-security\.kubernetes\.io\/(.*)$/.exec(key);
      if (!match) continue;
      const mode = /^(enforce|audit|warn)(-version)?$/.exec(match[1] ?? '');
      const isRight =
        mode && (mode[2] ? /^(?:latest|v1\.\d{1,3})$/.test(String(value)) : /^(?:privileged|baseline|restricted)$/.test(String(value)));
      if (!isRight)
        yield { path: ['metadata', 'labels', key], message: mode ? `${key} cannot be ${String(value)}` : `there is no label ${key}` };
    }
  },
});
