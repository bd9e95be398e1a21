import { type Check, defineCheck } from '../define.ts';
import { setField } from '../fixes.ts';

export const readOnlyRoot: Check = defineCheck({
  id: 'pod/read-only-root',
  title: 'Container can write to its own file system',
  severity: 'medium',
  on: 'container',
  why: 'An attacker in the container can replace its programs and drop tools of his own. A read-only root makes that impossible, and a change at run time visible.',
  remedy: 'Set securityContext.readOnlyRootFilesystem to true and mount an emptyDir where the program must write.',
  standards: { nsa: ['immutable-filesystem'], owasp: ['K01'], mitre: ['T1036.005'], cks: ['microservice-vulnerabilities', 'monitoring'] },
  aliases: {
    trivy: ['KSV014', 'AVD-KSV-0014'],
    kubescape: ['C-0017'],
    checkov: ['CKV_K8S_22'],
    'kube-linter': ['no-read-only-root-fs'],
    polaris: ['notReadOnlyRootFilesystem'],
    'kube-score': ['container-security-context-readonlyrootfilesystem'],
    kubesec: ['ReadOnlyRootFilesystem'],
  },
  fix: setField(true, 'a program that writes outside of its volumes; give such folders an emptyDir', { risky: true }),
  *evaluate({ container, pod }) {
    if (pod.spec.os?.name === 'windows' || container.kind === 'ephemeral') return;
    const { readOnlyRootFilesystem } = container.spec.securityContext ?? {};
    if (readOnlyRootFilesystem === true) return;
    yield {
      path: [...container.path, 'securityContext', 'readOnlyRootFilesystem'],
      message: `the root file system of container ${container.name} is writable`,
    };
  },
});
