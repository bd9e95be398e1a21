import { type Check, defineCheck } from '../define.ts';
import { setFlag } from '../fixes.ts';
import { listOf, weakCiphers } from '../flags.ts';

export const weakTls: Check = defineCheck({
  id: 'api-server/weak-tls',
  title: 'API server offers weak TLS',
  severity: 'medium',
  on: 'component',
  components: ['kube-apiserver'],
  why: 'Old versions and suites without forward secrecy let whoever records the traffic read it later.',
  remedy: 'Set --tls-min-version=VersionTLS12 or VersionTLS13, and --tls-cipher-suites to suites with ECDHE and GCM or ChaCha20.',
  standards: { cis: ['1.2.29'], nsa: ['encryption'], owasp: ['K09'], cks: ['cluster-hardening'] },
  aliases: { trivy: ['KCV0031', 'AVD-KCV-0031'], kubescape: ['C-0143'], checkov: ['CKV_K8S_105'], 'kube-bench': ['1.2.29'] },
  fix: ({ path }, { component }) =>
    path === component.flags.get('tls-min-version')?.path
      ? setFlag('tls-min-version', 'VersionTLS12', 'clients that know no TLS 1.2')({ path, message: '' }, { component })
      : undefined,
  *evaluate({ component }) {
    const version = component.flags.get('tls-min-version');
    if (version && /TLS1[01]$/.test(version.value)) yield { path: version.path, message: `--tls-min-version is ${version.value}` };
    const suites = component.flags.get('tls-cipher-suites');
    const weak = weakCiphers(listOf(suites));
    if (suites && weak.length > 0) yield { path: suites.path, message: `weak suites are offered: ${weak.join(', ')}` };
  },
});
