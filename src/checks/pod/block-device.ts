import { type Check, defineCheck } from '../define.ts';

export const blockDevice: Check = defineCheck({
  id: 'pod/block-device',
  title: 'Container uses a raw block device',
  severity: 'low',
  on: 'container',
  why: 'A raw device bypasses the file system and its permissions; the kernel parses whatever the container writes there.',
  remedy: 'Use volumeMode Filesystem and volumeMounts where a file system will do.',
  standards: { nsa: ['hardened-containers'], owasp: ['K01'], mitre: ['T1611'], cks: ['microservice-vulnerabilities'] },
  aliases: {},
  unseen: 'Raw devices belong to databases and storage systems that are not among the manifests that were looked at.',
  *evaluate({ container }) {
    for (const [index, { devicePath, name }] of (container.spec.volumeDevices ?? []).entries()) {
      yield {
        path: [...container.path, 'volumeDevices', index],
        message: `container ${container.name} uses volume ${name} as the device ${devicePath}`,
      };
    }
  },
});
