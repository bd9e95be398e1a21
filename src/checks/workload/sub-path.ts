import { type Check, defineCheck } from '../define.ts';

export const subPath: Check = defineCheck({
  id: 'workload/sub-path',
  title: 'Writable volume is mounted by a sub-path',
  severity: 'low',
  on: 'container',
  why: 'The kubelet resolves the path in a folder that the container may write to; flaws in that step (CVE-2017-1002101, CVE-2021-25741) let links lead to files of the node.',
  remedy: 'Give the container a volume of its own, or mount it with readOnly.',
  standards: { owasp: ['K01'], mitre: ['T1611'], cks: ['microservice-vulnerabilities'] },
  aliases: {},
  *evaluate({ pod, container }) {
    const readOnlyKinds = new Set(
      (pod.spec.volumes ?? [])
        .filter((volume) => volume.configMap ?? volume.secret ?? volume.projected ?? volume.downwardAPI)
        .map(({ name }) => name),
    );
    for (const [index, mount] of (container.spec.volumeMounts ?? []).entries()) {
      const field = mount.subPath ? 'subPath' : mount.subPathExpr ? 'subPathExpr' : undefined;
      if (!field || mount.readOnly === true || readOnlyKinds.has(mount.name)) continue;
      yield {
        path: [...container.path, 'volumeMounts', index, field],
        message: `container ${container.name} mounts ${mount[field]} of volume ${mount.name}, writable`,
      };
    }
  },
});
