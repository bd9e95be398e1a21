import { type Check, defineCheck } from '../define.ts';
import { makeFix } from '../fixes.ts';

export const securityContextMissing: Check = defineCheck({
  id: 'pod/security-context-missing',
  title: 'Container has no security settings at all',
  severity: 'low',
  on: 'container',
  why: 'Everything is left to defaults that were chosen for compatibility: root, a writable file system, a dozen capabilities, no seccomp.',
  remedy:
    'Give the container a securityContext: runAsNonRoot true, allowPrivilegeEscalation false, readOnlyRootFilesystem true, capabilities.drop [ALL], seccompProfile.type RuntimeDefault.',
  standards: { cis: ['5.6.3'], nsa: ['hardened-containers'], owasp: ['K01'], cks: ['microservice-vulnerabilities'] },
  aliases: { kubescape: ['C-0211'], checkov: ['CKV_K8S_29', 'CKV_K8S_30'], polaris: ['linuxHardening'], trivy: ['KSV118', 'AVD-KSV-0118'] },
  fix: ({ path }) =>
    makeFix(
      [{ kind: 'set', path: [...path, 'allowPrivilegeEscalation'], value: false }],
      'programs that gain rights from setuid files or file capabilities, such as sudo or ping',
    ),
  *evaluate({ pod, container }) {
    if (container.spec.securityContext === undefined && pod.spec.securityContext === undefined) {
      yield {
        path: [...container.path, 'securityContext'],
        message: `neither container ${container.name} nor its pod has a securityContext`,
      };
    }
  },
});
