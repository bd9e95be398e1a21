import { type Check, defineCheck } from '../define.ts';
import { removeFromFlag } from '../fixes.ts';
import { listOf } from '../flags.ts';

export const namespaceLifecycleOff: Check = defineCheck({
  id: 'api-server/namespace-lifecycle-off',
  title: 'Objects may be made in namespaces that are going',
  severity: 'medium',
  on: 'component',
  components: ['kube-apiserver'],
  why: 'Objects appear in namespaces that do not exist or are being deleted, where no policy is expected.',
  remedy: 'Remove NamespaceLifecycle from --disable-admission-plugins.',
  standards: { cis: ['1.2.13'], nsa: ['control-plane-hardening'], owasp: ['K04', 'K09'], cks: ['cluster-hardening'] },
  aliases: { trivy: ['KCV0015', 'AVD-KCV-0015'], kubescape: ['C-0126'], checkov: ['CKV_K8S_83'], 'kube-bench': ['1.2.13'] },
  unseen: 'Nobody switches it off in the manifests that were looked at.',
  fix: removeFromFlag('disable-admission-plugins', 'NamespaceLifecycle', 'objects in namespaces that do not exist'),
  *evaluate({ component }) {
    const off = component.flags.get('disable-admission-plugins');
    if (off && listOf(off).includes('NamespaceLifecycle'))
      yield { path: off.path, message: 'the admission plugin NamespaceLifecycle, which is on by default, is switched off' };
  },
});
