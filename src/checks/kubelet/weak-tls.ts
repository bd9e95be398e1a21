import { listAt, stringAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { makeFix } from '../fixes.ts';
import { weakCiphers } from '../flags.ts';

export const weakTls: Check = defineCheck({
  id: 'kubelet/weak-tls',
  title: 'Kubelet offers weak TLS',
  severity: 'medium',
  on: 'object',
  kinds: ['kubelet.config.k8s.io/KubeletConfiguration'],
  why: 'Old versions and suites without forward secrecy let whoever records the traffic read it later.',
  remedy: 'Set tlsMinVersion to VersionTLS12 or VersionTLS13 and tlsCipherSuites to suites with ECDHE and GCM or ChaCha20.',
  standards: { cis: ['4.2.12'], nsa: ['encryption'], owasp: ['K09'], cks: ['cluster-hardening'] },
  aliases: { trivy: ['KCV0089', 'AVD-KCV-0089'], kubescape: ['C-0184'], checkov: ['CKV_K8S_151'], 'kube-bench': ['4.2.12'] },
  fix: ({ path }) =>
    path.at(-1) === 'tlsMinVersion'
      ? makeFix([{ kind: 'set', path, value: 'VersionTLS12' }], 'clients that know no TLS 1.2')
      : makeFix([{ kind: 'remove', path }], 'clients that know no other suite'),
  *evaluate({ object }) {
    for (const [index, suite] of listAt(object.value, 'tlsCipherSuites').entries()) {
      if (weakCiphers([String(suite)]).length > 0)
        yield { path: ['tlsCipherSuites', index], message: `the weak suite ${String(suite)} is offered` };
    }
    const version = stringAt(object.value, 'tlsMinVersion');
    if (version !== undefined && /TLS1[01]$/.test(version)) yield { path: ['tlsMinVersion'], message: `tlsMinVersion is ${version}` };
  },
});
