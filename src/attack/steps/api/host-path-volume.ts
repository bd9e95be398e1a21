import { resourceAction } from '../../../engines/rbac/index.ts';
import { type AttackStep, defineStep } from '../../define-step.ts';
import { CHOSEN_NODE } from '../../facts.ts';
import { creations } from './creations.ts';

export const hostPathVolume: AttackStep = defineStep({
  id: 'api/host-path-volume',
  phase: 'api',
  title: 'Mount a folder of a node by a volume of one’s own',
  condition:
    'It may create PersistentVolumes, claims and pods: Pod Security looks at pods and not at volumes, so level baseline and restricted do not stop it. The pod must be admitted.',
  mitre: ['T1610', 'T1611'],
  microsoft: ['MS-TA9013'],
  reference: 'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#persistent-volume-creation',
  effort: 2,
  *moves({ admission, surroundings }) {
    for (const namespace of surroundings.namespaces.keys()) {
      const verdict = admission.admits('plain', namespace);
      if (verdict.kind === 'refused') continue;
      yield {
        from: [
          creations(namespace),
          { kind: 'allowed', action: resourceAction('create', 'persistentvolumes') },
          { kind: 'allowed', action: resourceAction('create', 'persistentvolumeclaims', { namespace }) },
        ],
        to: { kind: 'node', node: CHOSEN_NODE },
        says: `mounts the disk of a node into a pod in namespace ${namespace}, by a volume of its own`,
        premises: verdict.premises,
      };
    }
  },
});
