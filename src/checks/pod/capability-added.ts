import { capabilityName, DEFAULT_CAPABILITIES } from '../../kubernetes/index.ts';
import { NAMED_CAPABILITIES } from '../capability-names.ts';
import { type Check, defineCheck } from '../define.ts';
import { removeItem } from '../fixes.ts';

export const capabilityAdded: Check = defineCheck({
  id: 'pod/capability-added',
  title: 'Container has more capabilities than usual',
  severity: 'medium',
  on: 'container',
  why: 'Each capability is a part of root. Those beyond the defaults of container runtimes open interfaces of the kernel that are seldom tested against containers.',
  remedy: 'Remove it from capabilities.add, or say in a comment what needs it.',
  standards: {
    'pod-security': ['baseline'],
    cis: ['5.2.9'],
    nsa: ['hardened-containers'],
    owasp: ['K01'],
    mitre: ['T1611'],
    cks: ['microservice-vulnerabilities', 'system-hardening'],
  },
  aliases: { trivy: ['KSV022', 'AVD-KSV-0022'], kubescape: ['C-0046'], checkov: ['CKV_K8S_25'], polaris: ['insecureCapabilities'] },
  fix: removeItem('a program that uses the right that the capability gives', { risky: true }),
  *evaluate({ container }) {
    for (const [index, text] of (container.spec.securityContext?.capabilities?.add ?? []).entries()) {
      const name = capabilityName(text);
      if (DEFAULT_CAPABILITIES.has(name) || NAMED_CAPABILITIES.includes(name)) continue;
      yield {
        path: [...container.path, 'securityContext', 'capabilities', 'add', index],
        message: `container ${container.name} adds the capability ${name}`,
      };
    }
  },
});
