import { type Check, defineCheck } from '../define.ts';
import { setFlag } from '../fixes.ts';
import { listOf } from '../flags.ts';

export const authorizationWithoutNode: Check = defineCheck({
  id: 'api-server/authorization-without-node',
  title: 'API server authorizes without Node',
  severity: 'medium',
  on: 'component',
  components: ['kube-apiserver'],
  why: 'The Node authorizer limits a kubelet to the Secrets and pods of its own node. Without it kubelets need wide roles, and one stolen node reads all.',
  remedy: 'Set --authorization-mode=Node,RBAC.',
  standards: { cis: ['1.2.7'], nsa: ['rbac'], owasp: ['K03', 'K09'], cks: ['cluster-hardening'] },
  aliases: { trivy: ['KCV0008', 'AVD-KCV-0008'], kubescape: ['C-0119'], checkov: ['CKV_K8S_75'], 'kube-bench': ['1.2.7'] },
  fix: setFlag('authorization-mode', 'Node,RBAC', 'clients that another authorizer allowed', { risky: true }),
  *evaluate({ component }) {
    const flag = component.flags.get('authorization-mode');
    if (flag && !listOf(flag).includes('Node')) yield { path: flag.path, message: `--authorization-mode is ${flag.value}, without Node` };
  },
});
