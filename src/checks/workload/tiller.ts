import { type Check, defineCheck } from '../define.ts';
import { parseImage } from '../image-name.ts';

export const tiller: Check = defineCheck({
  id: 'workload/tiller',
  title: 'Server part of Helm 2',
  severity: 'high',
  on: 'container',
  why: 'Tiller takes commands from everyone in the cluster and carries them out with its own rights, usually those of an administrator. Helm 2 has had no fixes since 2020.',
  remedy: 'Move the releases to Helm 3 and delete Tiller.',
  standards: { nsa: ['rbac'], owasp: ['K03', 'K10'], mitre: ['T1190'], cks: ['cluster-hardening'] },
  aliases: { trivy: ['KSV102', 'AVD-KSV-0102'], checkov: ['CKV_K8S_34'] },
  unseen: 'Helm 2 is gone from the manifests that are published today; kubernetes-goat keeps it in a chart.',
  *evaluate({ container }) {
    const repository = parseImage(container.spec.image ?? '')
      ?.repository.split('/')
      .at(-1);
    if (repository === 'tiller') yield { path: [...container.path, 'image'], message: `container ${container.name} is Tiller` };
  },
});
