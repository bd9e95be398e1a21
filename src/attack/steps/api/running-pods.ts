import { type Action, resourceAction } from '../../../engines/rbac/index.ts';
import { type AttackStep, defineStep, open, type Premise, usual } from '../../define-step.ts';
import { enforceBaseline } from '../../edits/access-edits.ts';
import type { Fact } from '../../facts.ts';
import type { Unit } from '../../scene/units.ts';
import { everyContainer, isLasting, kernelPremises, nodesOf } from '../containers.ts';

/** The name of a pod of the unit, where it can be known: of a Pod and of the first of a StatefulSet. */
export function podName({ object }: Unit): string {
  if (object.kind === 'Pod') return object.name;
  return object.kind === 'StatefulSet' ? `${object.name}-0` : '';
}

interface PodStep extends Pick<AttackStep, 'id' | 'title' | 'condition' | 'mitre' | 'microsoft' | 'reference' | 'effort'> {
  readonly does: string;
  /** How admission is asked about it. */
  readonly admission: readonly [operation: 'UPDATE' | 'CONNECT', resource: string];
  readonly premises?: readonly Premise[];
  /** The requests, one of which it takes. */
  requests(parts: { readonly namespace: string; readonly name: string }): readonly Action[];
}

function ephemeralRequests(parts: { readonly namespace: string; readonly name: string }): readonly Action[] {
  return ['update', 'patch'].map((verb) => resourceAction(verb, 'pods/ephemeralcontainers', parts));
}

/** A way into a running pod through the API server. */
function definePodStep({ does, premises = [], requests, admission, ...rest }: PodStep): AttackStep {
  return defineStep({
    ...rest,
    phase: 'api',
    *moves(scene) {
      for (const { unit, container, fact } of everyContainer(scene)) {
        if (!isLasting(container)) continue;
        const actions = requests({ namespace: unit.namespace, name: podName(unit) });
        const [first] = actions;
        const from: Fact = actions.length === 1 && first ? { kind: 'allowed', action: first } : { kind: 'one-of', actions };
        yield {
          from: [from],
          to: fact,
          says: `${does} container ${container.name} of ${unit.title}`,
          premises: [...premises, usual(`a pod of ${unit.title} runs`), ...scene.admission.doubts(...admission, unit.namespace)],
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
  admission: ['CONNECT', 'pods/exec'],
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
  admission: ['CONNECT', 'pods/exec'],
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
  admission: ['CONNECT', 'pods/attach'],
  premises: [open('its process obeys what is typed into it')],
  requests: (parts) => [resourceAction('create', 'pods/attach', parts), resourceAction('get', 'pods/attach', parts)],
});

const addContainer: AttackStep = definePodStep({
  id: 'api/ephemeral-container',
  title: 'Add a container to a running pod',
  condition:
    'It may update or patch pods/ephemeralcontainers; the new container can share the processes and volumes of another, and be privileged where Pod Security lets it.',
  mitre: ['T1609', 'T1610'],
  microsoft: ['MS-TA9008'],
  reference: 'https://kubernetes.io/docs/concepts/workloads/pods/ephemeral-containers/',
  effort: 1,
  does: 'adds a container beside',
  admission: ['UPDATE', 'pods/ephemeralcontainers'],
  requests: ephemeralRequests,
});

/** Pod Security judges the pod with its new container, which may be privileged where the namespace lets that be. */
export const ephemeralContainer: AttackStep = defineStep({
  ...addContainer,
  *moves(scene) {
    yield* addContainer.moves(scene);
    for (const unit of scene.units) {
      const verdict = scene.admission.admits('privileged', unit.namespace);
      if (verdict.kind === 'refused' || unit.pod.spec.hostUsers === false) continue;
      const kernel = kernelPremises(unit, scene);
      if (!kernel) continue;
      const parts = { namespace: unit.namespace, name: podName(unit) };
      for (const node of nodesOf(unit)) {
        yield {
          from: [{ kind: 'one-of', actions: ephemeralRequests(parts) }],
          to: { kind: 'node', node },
          says: `adds a privileged container to a pod of ${unit.title}`,
          premises: [...kernel, usual(`a pod of ${unit.title} runs`), ...verdict.premises],
          cuts: () => enforceBaseline(unit.namespace, scene),
        };
      }
    }
  },
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
  admission: ['UPDATE', 'pods'],
  requests: (parts) => [resourceAction('update', 'pods', parts), resourceAction('patch', 'pods', parts)],
});
