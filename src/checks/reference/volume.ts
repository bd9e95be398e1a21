import { listAt, stringAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';

export const volume: Check = defineCheck({
  id: 'reference/volume',
  title: 'Mount of a volume that the pod does not have',
  severity: 'medium',
  on: 'container',
  why: 'The API server refuses the pod, so the workload is not there at all.',
  remedy: 'Add the volume, or correct the name of the mount.',
  standards: { owasp: ['K01'], cks: ['microservice-vulnerabilities'] },
  aliases: {},
  unseen: 'Manifests that are published work, so their mounts have volumes.',
  *evaluate({ object, pod, container }) {
    const claims =
      object.kind === 'StatefulSet'
        ? listAt(object.value, 'spec', 'volumeClaimTemplates').map((claim) => stringAt(claim, 'metadata', 'name'))
        : [];
    const names = new Set([...(pod.spec.volumes ?? []).map(({ name }) => name), ...claims]);
    for (const [index, { name }] of (container.spec.volumeMounts ?? []).entries()) {
      if (name !== undefined && !names.has(name))
        yield {
          path: [...container.path, 'volumeMounts', index, 'name'],
          message: `container ${container.name} mounts ${name}, and the pod has no such volume`,
        };
    }
  },
});
