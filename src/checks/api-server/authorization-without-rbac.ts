import { type Check, defineCheck } from '../define.ts';
import { setFlag } from '../fixes.ts';
import { listOf } from '../flags.ts';

export const authorizationWithoutRbac: Check = defineCheck({
  id: 'api-server/authorization-without-rbac',
  title: 'API server authorizes without RBAC',
  severity: 'high',
  on: 'component',
  components: ['kube-apiserver'],
  why: 'Without RBAC, rights come from files or webhooks that few review, or are not limited at all.',
  remedy: 'Set --authorization-mode=Node,RBAC.',
  standards: { cis: ['1.2.8'], nsa: ['rbac'], owasp: ['K03', 'K09'], cks: ['cluster-hardening'] },
  aliases: { trivy: ['KCV0009', 'AVD-KCV-0009'], kubescape: ['C-0120'], checkov: ['CKV_K8S_77'], 'kube-bench': ['1.2.8'] },
  fix: setFlag('authorization-mode', 'Node,RBAC', 'clients without roles', { risky: true }),
  *evaluate({ component }) {
    const flag = component.flags.get('authorization-mode');
    if (flag && !listOf(flag).includes('RBAC')) yield { path: flag.path, message: `--authorization-mode is ${flag.value}, without RBAC` };
  },
});
