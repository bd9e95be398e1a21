import { type Check, defineCheck } from '../define.ts';
import { brokenFields } from '../from-pod-security.ts';

export const volumeType: Check = defineCheck({
  id: 'pod/volume-type',
  title: 'Volume of a type that the restricted level forbids',
  severity: 'low',
  on: 'pod',
  why: "Volumes that name storage outside the cluster's own claims bypass its access control and quotas, and gitRepo and flexVolume run code on the node.",
  remedy: 'Put the storage behind a PersistentVolumeClaim, and configuration into ConfigMaps or Secrets.',
  standards: { 'pod-security': ['restricted'], nsa: ['pod-security-enforcement'], owasp: ['K01'], cks: ['microservice-vulnerabilities'] },
  aliases: { trivy: ['KSV121', 'AVD-KSV-0121', 'KSV028', 'AVD-KSV-0028'] },
  unseen: 'The manifests that were looked at use host paths and allowed types alone.',
  *evaluate({ pod }, { kubernetesVersion }) {
    for (const { path } of brokenFields('restrictedVolumes', pod, kubernetesVersion)) {
      const type = path.at(-1);
      // Host paths have checks of their own.
      if (typeof type === 'string' && type !== 'hostPath')
        yield {
          path,
          message: `a volume has the type ${type}`,
          ...(type === 'gitRepo' || type === 'flexVolume' ? { severity: 'high' as const } : {}),
        };
    }
  },
});
