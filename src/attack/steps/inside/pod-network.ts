import { type Endpoint, formatPorts, intersectPorts, isEmptyPorts, type PortSet } from '../../../engines/network/index.ts';
import { type AttackStep, defineStep, type Move, open } from '../../define-step.ts';
import type { CandidateEdit } from '../../edits/candidate-edit.ts';
import { admitDeclared, declaredCallers, isolateIngress, removeRules } from '../../edits/network-edits.ts';
import type { Scene } from '../../scene/scene.ts';
import { listenersOn, type Unit } from '../../scene/units.ts';

function* connections(scene: Scene): Generator<Move> {
  const { connectivity, units } = scene;
  for (const unit of units) {
    for (const classId of unit.classes) {
      yield { from: [{ kind: 'pod', unit }], to: { kind: 'presence', classId }, says: '' };
    }
  }
  const byClass = new Map<number, Unit[]>();
  for (const unit of units) {
    if (!unit.ports) continue;
    for (const id of unit.classes) {
      const known = byClass.get(id);
      if (known) known.push(unit);
      else byClass.set(id, [unit]);
    }
  }
  const listening = new Set(byClass.keys());
  const matrix = connectivity.matrix('class');
  for (const { from, cells, reached } of matrix.rows()) {
    for (const to of reached) {
      if (!listening.has(to)) continue;
      const { certain, possible } = matrix.reach(cells[to] as number);
      for (const unit of byClass.get(to) ?? []) {
        const ports = intersectPorts(possible, unit.ports ?? possible);
        if (isEmptyPorts(ports)) continue;
        for (const container of listenersOn(unit, ports))
          yield {
            from: [{ kind: 'presence', classId: from.id }],
            to: { kind: 'contact', unit, container },
            says: `connects to ${formatPorts(ports)} of ${unit.title}`,
            premises: isEmptyPorts(intersectPorts(certain, ports)) ? [open('the network plugin lets the connection through')] : [],
            grounds: () => [
              { text: `no policy keeps others from ${formatPorts(ports)} of ${unit.title}`, object: unit.object, path: unit.pod.path },
            ],
            cuts: () => [
              ...admitDeclared(unit, scene),
              ...isolateIngress(unit, scene),
              ...closing({ kind: 'pods', name: '', pods: connectivity.classes[from.id]?.pods ?? [] }, unit, ports, scene),
            ],
          };
      }
    }
  }
}

/** Rules of policies by which an isolated unit lets the connection in. */
function closing(from: Endpoint, { network }: Unit, ports: PortSet, scene: Scene): CandidateEdit[] {
  const [to] = network;
  return to ? removeRules(from, to, ports, scene) : [];
}

/** Those that are declared to need a connection keep it when everybody else loses it. */
function* declaredConnections(scene: Scene): Generator<Move> {
  const { connectivity, units } = scene;
  const unitOf = new Map(units.flatMap((unit) => unit.network.map((pod) => [pod, unit] as const)));
  const byNamespace = Map.groupBy(units, ({ namespace }) => namespace);
  for (const unit of units) {
    const [target] = unit.network;
    if (!unit.ports || !target) continue;
    const callers = new Set(
      declaredCallers(unit, scene).flatMap(({ from }): readonly (Unit | undefined)[] => {
        if (from.kind === 'group') return from.group.pods.map((pod) => unitOf.get(pod));
        return from.kind === 'namespace' ? (byNamespace.get(from.name) ?? []) : [];
      }),
    );
    for (const caller of callers) {
      const source = caller?.network[0];
      if (!caller || caller === unit || !source) continue;
      const { certain, possible } = connectivity.allowed({ kind: 'pod', pod: source }, { kind: 'pod', pod: target });
      const ports = intersectPorts(possible, unit.ports);
      if (isEmptyPorts(ports)) continue;
      for (const container of listenersOn(unit, ports))
        yield {
          from: [{ kind: 'pod', unit: caller }],
          to: { kind: 'contact', unit, container },
          says: `connects to ${formatPorts(ports)} of ${unit.title}, as ${caller.title} does`,
          premises: isEmptyPorts(intersectPorts(certain, ports)) ? [open('the network plugin lets the connection through')] : [],
          grounds: () => [
            { text: `the manifests say that ${caller.title} connects to ${unit.title}`, object: unit.object, path: unit.pod.path },
          ],
          cuts: () => [...isolateIngress(unit, scene), ...closing({ kind: 'pod', pod: source }, unit, ports, scene)],
        };
    }
  }
}

export const podNetwork: AttackStep = defineStep({
  id: 'inside/pod-network',
  phase: 'inside',
  title: 'Connect to other workloads over the pod network',
  condition: 'The network policies of both ends let the connection through to a port on which the other workload is said to listen.',
  mitre: ['T1046'],
  microsoft: ['MS-TA9034', 'MS-TA9031'],
  reference: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
  effort: 1,
  *moves(scene) {
    yield* connections(scene);
    yield* declaredConnections(scene);
  },
});
