import { type Check, defineCheck } from '../define.ts';
import { setField } from '../fixes.ts';

export const mountPropagation: Check = defineCheck({
  id: 'pod/mount-propagation',
  title: "Container's mounts reach its node",
  severity: 'high',
  on: 'container',
  why: 'With Bidirectional propagation a mount made in the container appears on the node and in every pod that shares the volume; only privileged containers may ask for it.',
  remedy: 'Remove mountPropagation, or use HostToContainer. Only CSI node plugins need Bidirectional.',
  standards: { nsa: ['hardened-containers'], owasp: ['K01'], mitre: ['T1611'], cks: ['microservice-vulnerabilities'] },
  aliases: {},
  unseen: 'It belongs to storage plugins, and none is among the manifests that were looked at.',
  fix: setField('HostToContainer', 'mounts that the program makes for others', { risky: true }),
  *evaluate({ container }) {
    for (const [index, mount] of (container.spec.volumeMounts ?? []).entries()) {
      if (mount.mountPropagation === 'Bidirectional') {
        yield {
          path: [...container.path, 'volumeMounts', index, 'mountPropagation'],
          message: `container ${container.name} passes mounts in ${mount.mountPath} on to the node`,
        };
      }
    }
  },
});
