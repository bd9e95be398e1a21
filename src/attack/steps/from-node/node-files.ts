import { secretsOfPod } from '../../../engines/rbac/index.ts';
import { type AttackStep, defineStep } from '../../define-step.ts';
import { apiTokens } from '../api-tokens.ts';
import { isOnNode, possibleNodes } from './pods-of-node.ts';

export const nodeFiles: AttackStep = defineStep({
  id: 'from-node/node-files',
  phase: 'from-node',
  title: 'Take keys, tokens and Secrets out of the files of the node',
  condition:
    'The folder /var/lib/kubelet holds the certificate of the kubelet, and the tokens and Secrets that are mounted into the pods of the node; those that pods get as variables stand in the files of the container runtime.',
  mitre: ['T1552.001', 'T1528'],
  microsoft: ['MS-TA9025', 'MS-TA9016'],
  reference: 'https://kubernetes.io/docs/reference/node/kubelet-files/',
  effort: 1,
  *moves(scene) {
    const tokens = apiTokens(scene);
    for (const node of possibleNodes(scene)) {
      yield { from: [{ kind: 'node', node }], to: { kind: 'files', node }, says: 'reads the files of the node' };
      yield { from: [{ kind: 'files', node }], to: { kind: 'kubelet', node }, says: 'takes the certificate of the kubelet' };
      yield { from: [{ kind: 'files', node }], to: { kind: 'pod-files', node }, says: '' };
      for (const unit of scene.units) {
        const premises = isOnNode(scene, unit, node);
        if (!premises) continue;
        if (tokens.isMounted(unit)) {
          const { namespace, name } = unit.account;
          yield {
            from: [{ kind: 'pod-files', node }],
            to: { kind: 'subject', subject: unit.account },
            says: `takes the token of ServiceAccount ${namespace}/${name}, which is mounted into ${unit.title}`,
            premises,
          };
        }
        const mounted = secretsOfPod({ ...unit.pod, containers: [], spec: { ...unit.pod.spec, imagePullSecrets: [] } });
        for (const name of secretsOfPod(unit.pod)) {
          yield {
            from: [{ kind: mounted.has(name) ? 'pod-files' : 'files', node }],
            to: { kind: 'secret', namespace: unit.namespace, name },
            says: `reads Secret ${unit.namespace}/${name}, which ${unit.title} uses`,
            premises,
          };
        }
      }
    }
  },
});
