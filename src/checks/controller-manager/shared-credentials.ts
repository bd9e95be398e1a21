import { type Check, defineCheck } from '../define.ts';
import { setFlag } from '../fixes.ts';
import { isFalse } from '../flags.ts';

export const sharedCredentials: Check = defineCheck({
  id: 'controller-manager/shared-credentials',
  title: 'Controllers share one identity',
  severity: 'medium',
  on: 'component',
  components: ['kube-controller-manager'],
  why: 'Each controller acts with the rights of all of them, so that a flaw in one is a flaw with all rights.',
  remedy: 'Set --use-service-account-credentials=true.',
  standards: { cis: ['1.3.3'], nsa: ['rbac'], owasp: ['K03'], cks: ['cluster-hardening'] },
  aliases: { trivy: ['KCV0035', 'AVD-KCV-0035'], kubescape: ['C-0146'], checkov: ['CKV_K8S_108'], 'kube-bench': ['1.3.3'] },
  unseen: 'The manifests that were looked at hold no controller manager of their own.',
  fix: setFlag('use-service-account-credentials', 'true', 'controllers whose roles were removed'),
  *evaluate({ component }) {
    const flag = component.flags.get('use-service-account-credentials');
    if (flag ? isFalse(flag) : component.isComplete)
      yield {
        path: flag?.path ?? component.path,
        message: `--use-service-account-credentials is ${flag ? flag.value : 'not set, which means false'}`,
      };
  },
});
