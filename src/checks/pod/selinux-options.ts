import { type Check, defineCheck } from '../define.ts';
import { removeField } from '../fixes.ts';
import { brokenFields, ownerOf } from '../from-pod-security.ts';

export const selinuxOptions: Check = defineCheck({
  id: 'pod/selinux-options',
  title: 'Container chooses its own SELinux label',
  severity: 'high',
  on: 'pod',
  why: 'Types other than those made for containers, such as spc_t, take the confinement away; user and role change what the policy allows.',
  remedy: 'Remove seLinuxOptions, or keep to type container_t, container_init_t or container_kvm_t.',
  standards: { 'pod-security': ['baseline'], nsa: ['hardened-containers'], owasp: ['K01'], mitre: ['T1611'], cks: ['system-hardening'] },
  aliases: { trivy: ['KSV025', 'AVD-KSV-0025'] },
  unseen: 'None of the published manifests that were looked at sets SELinux options.',
  fix: removeField('access to files with labels of their own', { risky: true }),
  *evaluate({ pod }, { kubernetesVersion }) {
    for (const { path, value } of brokenFields('seLinuxOptions', pod, kubernetesVersion))
      yield { path, message: `the SELinux ${String(path.at(-1))} of ${ownerOf(pod, path)} is ${String(value)}` };
  },
});
