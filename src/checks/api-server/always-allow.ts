import { type Check, defineCheck } from '../define.ts';
import { setFlag } from '../fixes.ts';
import { listOf } from '../flags.ts';

export const alwaysAllow: Check = defineCheck({
  id: 'api-server/always-allow',
  title: 'API server allows everything to everyone',
  severity: 'critical',
  on: 'component',
  components: ['kube-apiserver'],
  why: 'With AlwaysAllow among the modes, no role matters: every authenticated client is administrator, and anonymous ones too where they are let in.',
  remedy: 'Set --authorization-mode=Node,RBAC.',
  standards: { cis: ['1.2.6'], nsa: ['rbac'], owasp: ['K03', 'K09'], mitre: ['T1078'], cks: ['cluster-hardening'] },
  aliases: { trivy: ['KCV0007', 'AVD-KCV-0007'], kubescape: ['C-0118'], checkov: ['CKV_K8S_74'], 'kube-bench': ['1.2.6'] },
  fix: setFlag('authorization-mode', 'Node,RBAC', 'clients without roles', { risky: true }),
  *evaluate({ component }) {
    const flag = component.flags.get('authorization-mode');
    if (listOf(flag).includes('AlwaysAllow') && flag) yield { path: flag.path, message: `--authorization-mode is ${flag.value}` };
    // The default of the program is AlwaysAllow, unless a configuration file takes its place.
    else if (!flag && component.isComplete && !component.flags.has('authorization-config')) {
      yield { path: component.path, message: '--authorization-mode is not set, which means AlwaysAllow' };
    }
  },
});
