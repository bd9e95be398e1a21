import { type Check, defineCheck } from '../define.ts';
import { addToFlag } from '../fixes.ts';
import { listOf } from '../flags.ts';

export const nodeRestriction: Check = defineCheck({
  id: 'api-server/node-restriction',
  title: 'Kubelets may change other nodes',
  severity: 'high',
  on: 'component',
  components: ['kube-apiserver'],
  why: 'A kubelet, or whoever has its certificate, may change labels and taints of any node and so draw pods and their secrets to itself.',
  remedy: 'Add NodeRestriction to --enable-admission-plugins.',
  standards: { cis: ['1.2.14'], nsa: ['control-plane-hardening'], owasp: ['K04', 'K09'], cks: ['cluster-hardening'] },
  aliases: { trivy: ['KCV0016', 'AVD-KCV-0016'], kubescape: ['C-0127'], checkov: ['CKV_K8S_85'], 'kube-bench': ['1.2.14'] },
  fix: addToFlag('enable-admission-plugins', 'NodeRestriction', 'agents that use the credentials of a kubelet'),
  *evaluate({ component }) {
    const on = component.flags.get('enable-admission-plugins');
    if (listOf(on).includes('NodeRestriction') || (!on && !component.isComplete)) return;
    yield { path: on?.path ?? component.path, message: 'the admission plugin NodeRestriction is not switched on' };
  },
});
