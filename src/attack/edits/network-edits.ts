import {
  type Direction,
  type Endpoint,
  type Need,
  type NetworkPod,
  type Plan,
  type PolicyGroup,
  type PortSet,
  PROTOCOLS,
  writeIngressPolicy,
} from '../../engines/network/index.ts';
import type { InventoryObject } from '../../inventory/index.ts';
import type { Scene } from '../scene/scene.ts';
import type { Unit } from '../scene/units.ts';
import type { CandidateEdit } from './candidate-edit.ts';

const WITHOUT_PLACES = { placeOf: () => '', header: [] } as const;

/** The pods that a policy for the unit would select; `undefined` where no label tells them from others, or no policy governs them. */
function groupOf({ network }: Unit, scene: Scene): PolicyGroup | undefined {
  const [first] = network;
  const group = first && scene.declared().groupOf(first);
  return group && network.every(({ id }) => group.ids.has(id)) ? group : undefined;
}

/** Needs that the manifests declare of connections to the unit. */
export function declaredCallers(unit: Unit, scene: Scene): readonly Need[] {
  const group = groupOf(unit, scene);
  return group ? scene.declared().needsTo(group) : [];
}

/** Edits are asked for with every move toward a unit. */
const admitting = new WeakMap<Unit, readonly CandidateEdit[]>();
const isolating = new WeakMap<Unit, readonly CandidateEdit[]>();

/** A policy that lets in who is declared to need it, and nobody else; there is none to write for pods on the network of their node. */
export function admitDeclared(unit: Unit, scene: Scene): readonly CandidateEdit[] {
  let known = admitting.get(unit);
  if (!known) {
    // What everybody may need is left open to everybody.
    const isForAll = declaredCallers(unit, scene).some(({ from }) => from.kind === 'cluster' || from.kind === 'everyone');
    known = isForAll
      ? []
      : policyFor(unit, scene, (group, plan) => ({
          key: `admit ${group.key}`,
          title: `let only those connect to ${group.title} that the manifests say need it, by a NetworkPolicy`,
          risk: 'a program that nothing in the manifests tells of it loses its connection',
          cost: 5,
          changes: [],
          adds: {
            beside: unit.object,
            get text() {
              return writeIngressPolicy(plan, group, `${group.name}-declared-callers`, WITHOUT_PLACES);
            },
          },
        }));
    admitting.set(unit, known);
  }
  return known;
}

/** A policy after which nobody can connect. */
export function isolateIngress(unit: Unit, scene: Scene): readonly CandidateEdit[] {
  let known = isolating.get(unit);
  if (!known) {
    known = policyFor(unit, scene, (group, plan) => {
      const isCalled = scene.declared().needsTo(group).length > 0;
      return {
        key: `isolate ${group.key}`,
        title: `let nobody connect to ${group.title}, by a NetworkPolicy`,
        risk: isCalled ? 'those that need it cannot connect any more' : 'who connects to it today cannot any more',
        cost: isCalled ? 40 : 15,
        changes: [],
        adds: {
          beside: unit.object,
          get text() {
            return writeIngressPolicy({ ...plan, needs: [] }, group, `${group.name}-isolated`, WITHOUT_PLACES);
          },
        },
      };
    });
    isolating.set(unit, known);
  }
  return known;
}

/** What other policies let in stays open, since policies only add to each other: then rules must go instead. */
function policyFor(unit: Unit, scene: Scene, make: (group: PolicyGroup, plan: Plan) => CandidateEdit): readonly CandidateEdit[] {
  const group = groupOf(unit, scene);
  return group && !isIsolated(unit, scene, 'ingress') ? [make(group, scene.declared().plan)] : [];
}

/** A policy for all pods of a namespace that leaves them everything but the metadata service. */
export function withholdMetadata(unit: Unit, scene: Scene): CandidateEdit[] {
  // What another policy lets out stays open, since policies only add to each other.
  if (isIsolated(unit, scene, 'egress')) return [];
  const { namespace, object } = unit;
  const edit: CandidateEdit = {
    key: `metadata ${namespace}`,
    title: `keep the pods of namespace ${namespace} from the metadata service, by a NetworkPolicy`,
    risk: 'programs that ask it for credentials of the cloud lose them',
    cost: 4,
    changes: [],
    adds: {
      beside: object,
      text: [
        'apiVersion: networking.k8s.io/v1',
        'kind: NetworkPolicy',
        'metadata:',
        '  name: without-metadata-service',
        ...(object.namespace === undefined ? [] : [`  namespace: ${namespace}`]),
        'spec:',
        '  podSelector: {}',
        '  policyTypes: [Egress]',
        '  egress:',
        '    - to:',
        '        - namespaceSelector: {}',
        '        - ipBlock:',
        '            cidr: 0.0.0.0/0',
        '            except: [169.254.169.254/32]',
        '        - ipBlock:',
        '            cidr: ::/0',
        '            except: [fd00:ec2::254/128, fd20:ce::254/128]',
        '',
      ].join('\n'),
    },
  };
  return [edit];
}

/** Whether a NetworkPolicy selects pods of the unit already, so that only what it names gets through. */
function isIsolated({ network, namespace }: Unit, { connectivity }: Scene, direction: Direction): boolean {
  return connectivity.network.policies.some(
    ({ isolates, subject }) =>
      isolates.includes(direction) && subject.namespace === namespace && network.some(({ labels }) => subject.pods.matches(labels)),
  );
}

/** Takes away every rule by which policies let connections to these ports in; none where it is not rules that let them in. */
export function removeRules(from: Endpoint, to: NetworkPod, ports: PortSet, { connectivity }: Scene): CandidateEdit[] {
  const rules = new Set(
    PROTOCOLS.flatMap((protocol) =>
      // One port of each range stands for the others: boundaries of rules are boundaries of ranges.
      ports[protocol]
        .filter((_, index) => index % 2 === 0)
        .flatMap((port) => connectivity.decide(from, { kind: 'pod', pod: to }, protocol, port).ingress?.grounds ?? [])
        .flatMap((ground) => (ground.kind === 'rules' && ground.tier === 'network-policy' ? ground.matches : []))
        .map(({ rule }) => rule),
    ),
  );
  if (rules.size === 0) return [];
  const names = [...rules].map(({ policy, index }) => `rule ${index + 1} of NetworkPolicy ${policy.namespace ?? ''}/${policy.name}`);
  return [
    {
      key: `network ${names.join()}`,
      title: `take ${names.join(' and ')} away`,
      risk: 'whoever connects by it cannot any more',
      cost: 15,
      changes: [...rules].map(({ policy, path }) => ({ object: policy.object as InventoryObject, edits: [{ kind: 'remove', path }] })),
    },
  ];
}
