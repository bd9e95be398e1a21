import { type Action, resourceAction } from '../../../engines/rbac/index.ts';
import { type AttackStep, defineStep, open, type Premise, usual } from '../../define-step.ts';
import type { Fact } from '../../facts.ts';
import type { Unit } from '../../scene/units.ts';
import { everyContainer } from '../containers.ts';

/** The name of a pod of the unit, where it can be known: of a Pod and of the first of a StatefulSet. */
function podName({ object }: Unit): string {
  if (object.kind === 'Pod') return object.name;
  return object.kind === 'StatefulSet' ? `${object.name}-0` : '';
}

interface PodStep extends Pick<AttackStep, 'id' | 'title' | 'condition' | 'mitre' | 'microsoft' | 'reference' | 'effort'> {
  readonly does: string;
  readonly premises?: readonly Premise[];
  /** The requests, one of which it takes. */
  requests(parts: { readonly namespace: string; readonly name: string }): readonly Action[];
}

/** A way into a running pod through the API server. */
function definePodStep({ does, premises = [], requests, ...rest }: PodStep): AttackStep {
  return defineStep({
    ...rest,
    phase: 'api',
    *moves(scene) {
      for (const { unit, container, fact } of everyContainer(scene)) {
        if (container.kind === 'init' && container.spec.restartPolicy !== 'Always') continue;
        const actions = requests({ namespace: unit.namespace, name: podName(unit) });
        const [first] = actions;
        const from: Fact = actions.length === 1 && first ? { kind: 'allowed', action: first } : { kind: 'one-of', actions };
        yield {
          from: [from],
          to: fact,
          says: `${does} container ${container.name} of ${unit.title}`,
          premises: [...premises, usual(`a pod of ${unit.title} runs`)],
        };
      }
    },
  });
}

export const exec: AttackStep = definePodStep({
  id: 'api/exec',
  title: 'Run commands in a running pod',
  condition: 'It may create pods/exec in the namespace.',
  mitre: ['T1609'],
  microsoft: ['MS-TA9006'],
  reference: 'https://kubernetes.io/docs/reference/access-authn-authz/authorization/#determine-the-request-verb',
  effort: 1,
  does: 'runs commands in',
  requests: (parts) => [resourceAction('create', 'pods/exec', parts)],
});

export const execByWebsocket: AttackStep = definePodStep({
  id: 'api/exec-by-get',
  title: 'Run commands in a running pod with the verb get',
  condition: 'It may get pods/exec, and the API server opens a websocket for that verb, as it did by default before 1.35.',
  mitre: ['T1609'],
  microsoft: ['MS-TA9006'],
  reference: 'https://github.com/kubernetes/kubernetes/issues/78741',
  effort: 2,
  does: 'runs commands by a websocket in',
  premises: [open('the API server opens websockets for the verb get, as it did by default before 1.35')],
  requests: (parts) => [resourceAction('get', 'pods/exec', parts)],
});

export const attach: AttackStep = definePodStep({
  id: 'api/attach',
  title: 'Type into the process of a running pod',
  condition: 'It may create or get pods/attach, and the process obeys what is typed.',
  mitre: ['T1609'],
  microsoft: ['MS-TA9006'],
  reference: 'https://kubernetes.io/docs/reference/kubectl/generated/kubectl_attach/',
  effort: 2,
  does: 'types into the process of',
  premises: [open('its process obeys what is typed into it')],
  requests: (parts) => [resourceAction('create', 'pods/attach', parts), resourceAction('get', 'pods/attach', parts)],
});

export const ephemeralContainer: AttackStep = definePodStep({
  id: 'api/ephemeral-container',
  title: 'Add a container to a running pod',
  condition: 'It may update or patch pods/ephemeralcontainers; the new container can share the processes of another.',
  mitre: ['T1609', 'T1610'],
  microsoft: ['MS-TA9008'],
  reference: 'https://kubernetes.io/docs/concepts/workloads/pods/ephemeral-containers/',
  effort: 1,
  does: 'adds a container beside',
  requests: (parts) => [
    resourceAction('update', 'pods/ephemeralcontainers', parts),
    resourceAction('patch', 'pods/ephemeralcontainers', parts),
  ],
});

export const changePod: AttackStep = definePodStep({
  id: 'api/change-pod',
  title: 'Give a running pod another image',
  condition:
    'It may update or patch pods: the image of a container is one of the few fields that may change, and what the pod holds stays.',
  mitre: ['T1610', 'T1525'],
  microsoft: ['MS-TA9012'],
  reference: 'https://kubernetes.io/docs/concepts/workloads/pods/#pod-update-and-replacement',
  effort: 1,
  does: 'gives another image to',
  requests: (parts) => [resourceAction('update', 'pods', parts), resourceAction('patch', 'pods', parts)],
});
