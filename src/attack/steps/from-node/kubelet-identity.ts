import { nodeUserName, type Subject, secretsOfPod } from '../../../engines/rbac/index.ts';
import { type AttackStep, defineStep, open } from '../../define-step.ts';
import { CHOSEN_NODE, GATHERING_NODE, isUnknownNode } from '../../facts.ts';
import type { Scene } from '../../scene/scene.ts';
import { apiTokens } from '../api-tokens.ts';
import { isOnNode, possibleNodes } from './pods-of-node.ts';

/** Whether the Node authorizer gives kubelets what they need, and stands between them and what is not their own. */
function hasNodeAuthorizer({ components }: Scene): boolean {
  const modes = components.flatMap(({ component }) =>
    component.name === 'kube-apiserver' ? (component.flags.get('authorization-mode')?.value ?? []) : [],
  );
  return modes.every((mode) => mode.split(',').includes('Node'));
}

const WITHOUT_LIMITS = open('the API server lets kubelets ask for tokens that pods do not mount, as releases before 1.33 do');

export const kubeletIdentity: AttackStep = defineStep({
  id: 'from-node/kubelet-identity',
  phase: 'from-node',
  title: 'Ask the API server for what a kubelet may have',
  condition:
    'A kubelet may read the Secrets that pods of its node name and ask for tokens of their service accounts, and nothing of other nodes: that is what the Node authorizer and the plugin NodeRestriction see to. Beside that it holds what bindings to system:nodes give.',
  mitre: ['T1552.007', 'T1528'],
  microsoft: ['MS-TA9025', 'MS-TA9016'],
  reference: 'https://kubernetes.io/docs/reference/access-authn-authz/node/',
  effort: 1,
  *moves(scene) {
    const tokens = apiTokens(scene);
    const isLimited = hasNodeAuthorizer(scene);
    for (const node of possibleNodes(scene)) {
      const named = node !== CHOSEN_NODE && node !== GATHERING_NODE && !isUnknownNode(node);
      const subjects: Subject[] = [
        { kind: 'Group', namespace: '', name: 'system:nodes' },
        ...(named ? [{ kind: 'User', namespace: '', name: nodeUserName(node) } as const] : []),
      ];
      for (const subject of subjects) {
        yield {
          from: [{ kind: 'kubelet', node }],
          to: { kind: 'subject', subject },
          says: `sends requests as ${subject.kind} ${subject.name}`,
        };
      }
      if (!isLimited) continue;
      for (const unit of scene.units) {
        const premises = isOnNode(scene, unit, node);
        if (!premises) continue;
        for (const name of secretsOfPod(unit.pod)) {
          yield {
            from: [{ kind: 'kubelet', node }],
            to: { kind: 'secret', namespace: unit.namespace, name },
            says: `reads Secret ${unit.namespace}/${name} as the kubelet of a node where ${unit.title} runs`,
            premises,
          };
        }
        yield {
          from: [{ kind: 'kubelet', node }],
          to: { kind: 'subject', subject: unit.account },
          says: `asks for a token of ServiceAccount ${unit.account.namespace}/${unit.account.name} as the kubelet of a node where ${unit.title} runs`,
          premises: tokens.isMounted(unit) ? premises : [...premises, WITHOUT_LIMITS],
        };
      }
    }
  },
});
