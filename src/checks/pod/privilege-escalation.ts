import { type Check, defineCheck } from '../define.ts';
import { makeFix } from '../fixes.ts';

export const privilegeEscalation: Check = defineCheck({
  id: 'pod/privilege-escalation',
  title: 'Container may gain privileges',
  severity: 'medium',
  on: 'container',
  why: 'Unless allowPrivilegeEscalation is false, a setuid program in the image turns an ordinary process into root inside the container, which is where most escapes start.',
  remedy: 'Set securityContext.allowPrivilegeEscalation to false on the container.',
  standards: {
    'pod-security': ['restricted'],
    cis: ['5.2.6'],
    nsa: ['pod-security-enforcement'],
    owasp: ['K01'],
    mitre: ['T1611', 'T1068'],
    cks: ['microservice-vulnerabilities'],
  },
  aliases: {
    trivy: ['KSV001', 'AVD-KSV-0001'],
    kubescape: ['C-0016'],
    checkov: ['CKV_K8S_20'],
    'kube-linter': ['privilege-escalation-container'],
    polaris: ['privilegeEscalationAllowed'],
    kubesec: ['AllowPrivilegeEscalation'],
  },
  fix: ({ path }, { container }) => {
    // The API server refuses the combination.
    const { privileged, capabilities } = container.spec.securityContext ?? {};
    if (privileged === true || capabilities?.add?.some((name) => /^(?:CAP_)?SYS_ADMIN$/.test(name))) return undefined;
    return makeFix(
      [{ kind: 'set', path, value: false }],
      'programs that gain rights from setuid files or file capabilities, such as sudo or ping',
    );
  },
  *evaluate({ container, pod }) {
    if (pod.spec.os?.name === 'windows') return;
    const { allowPrivilegeEscalation } = container.spec.securityContext ?? {};
    if (allowPrivilegeEscalation === false) return;
    const state = allowPrivilegeEscalation === true ? 'is true' : 'is not set, which means true';
    yield {
      path: [...container.path, 'securityContext', 'allowPrivilegeEscalation'],
      message: `allowPrivilegeEscalation of container ${container.name} ${state}`,
    };
  },
});
