import { isLongRunning } from '../container-roles.ts';
import { type Check, defineCheck } from '../define.ts';
import { isSetFor } from './resource-defaults.ts';

export const ephemeralStorageLimit: Check = defineCheck({
  id: 'workload/ephemeral-storage-limit',
  title: 'Container may fill the disk of its node',
  severity: 'info',
  on: 'container',
  why: 'Logs, scratch volumes and the writable layer lie on the disk of the node. A container without a limit can fill it, and every pod there is evicted.',
  remedy: 'Set resources.limits.ephemeral-storage, and sizeLimit on emptyDir volumes.',
  standards: { nsa: ['resource-policies'], owasp: ['K01'], mitre: ['T1499'], microsoft: ['MS-TA9040'], cks: ['cluster-hardening'] },
  aliases: { 'kube-score': ['container-ephemeral-storage-request-and-limit'] },
  scope: 'world',
  *evaluate({ object, pod, container }, context) {
    if (!isLongRunning(container) || container.spec.resources?.limits?.['ephemeral-storage'] !== undefined) return;
    if (isSetFor({ object, pod }, context, 'limits', 'ephemeral-storage')) return;
    yield {
      path: [...container.path, 'resources', 'limits', 'ephemeral-storage'],
      message: `container ${container.name} has no limit on ephemeral storage`,
    };
  },
});
