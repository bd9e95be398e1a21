import type { Edit } from '../../core/index.ts';
import { resolveSetting } from '../../kubernetes/index.ts';
import { drops } from '../capability-names.ts';
import { type Check, defineCheck } from '../define.ts';
import { makeFix } from '../fixes.ts';
import { brokenFields, ownerOf } from '../from-pod-security.ts';

export const privileged: Check = defineCheck({
  id: 'pod/privileged',
  title: 'Container runs privileged',
  severity: 'critical',
  on: 'pod',
  why: 'A privileged container has every capability and every device of the node and no seccomp or AppArmor confinement. Whoever controls it mounts the disk of the node and owns everything that runs there.',
  remedy: 'Remove securityContext.privileged; add the one capability that is needed to capabilities.add instead.',
  standards: {
    'pod-security': ['baseline'],
    cis: ['5.2.2'],
    nsa: ['pod-security-enforcement'],
    owasp: ['K01'],
    mitre: ['T1611'],
    microsoft: ['MS-TA9018'],
    cks: ['microservice-vulnerabilities'],
  },
  aliases: {
    trivy: ['KSV017', 'AVD-KSV-0017'],
    kubescape: ['C-0057'],
    checkov: ['CKV_K8S_16'],
    'kube-linter': ['privileged-container'],
    polaris: ['runAsPrivileged'],
    'kube-score': ['container-security-context-privileged'],
    kubesec: ['Privileged'],
  },
  fix: ({ path }, { pod }) => {
    const container = pod.containers.find((one) => path.join('/').startsWith(`${one.path.join('/')}/`));
    const context = path.slice(0, -1);
    const edits: Edit[] = [{ kind: 'set', path, value: false }];
    // What privileged made pointless to say now counts.
    if (container && !drops(container, 'ALL')) edits.push({ kind: 'add', path: [...context, 'capabilities', 'drop'], value: 'ALL' });
    if (container && resolveSetting(pod, container, 'seccompProfile').value === undefined)
      edits.push({ kind: 'set', path: [...context, 'seccompProfile', 'type'], value: 'RuntimeDefault' });
    return makeFix(edits, 'a program that uses devices or settings of the node', { risky: true });
  },
  *evaluate({ pod }, { kubernetesVersion }) {
    for (const { path } of brokenFields('privileged', pod, kubernetesVersion))
      yield { path, message: `${ownerOf(pod, path)} is privileged` };
  },
});
