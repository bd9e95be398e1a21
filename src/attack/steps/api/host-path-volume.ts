import type { AttackStep } from '../../define-step.ts';
import { defineTechniqueStep } from '../through-api.ts';

export const hostPathVolume: AttackStep = defineTechniqueStep({
  id: 'api/host-path-volume',
  technique: 'host-path-volume',
  title: 'Mount a folder of a node by a volume of one’s own',
  condition:
    'It may create PersistentVolumes, claims and pods: Pod Security looks at pods and not at volumes, so level baseline and restricted do not stop it.',
  mitre: ['T1610', 'T1611'],
  microsoft: ['MS-TA9013'],
  reference: 'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#persistent-volume-creation',
  effort: 2,
  does: 'mounts the disk of a node by a volume and gets',
  pod: 'plain',
});
