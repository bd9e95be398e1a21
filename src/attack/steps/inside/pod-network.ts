import { formatPorts, intersectPorts, isEmptyPorts } from '../../../engines/network/index.ts';
import { type AttackStep, defineStep, type Move, open } from '../../define-step.ts';
import { isolateIngress } from '../../edits/network-edits.ts';
import type { Scene } from '../../scene/scene.ts';
import type { Unit } from '../../scene/units.ts';

function* connections(scene: Scene): Generator<Move> {
  const { connectivity, units } = scene;
  for (const unit of units) {
    for (const classId of unit.classes) {
      yield { from: [{ kind: 'pod', unit }], to: { kind: 'presence', classId }, says: `is in the network as ${unit.title}` };
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
        yield {
          from: [{ kind: 'presence', classId: from.id }],
          to: { kind: 'contact', unit },
          says: `connects to ${formatPorts(ports)} of ${unit.title}`,
          premises: isEmptyPorts(intersectPorts(certain, ports)) ? [open('the network plugin lets the connection through')] : [],
          grounds: () => [
            { text: `no policy keeps others from ${formatPorts(ports)} of ${unit.title}`, object: unit.object, path: unit.pod.path },
          ],
          cuts: () => [isolateIngress(unit)],
        };
      }
    }
  }
}

export const podNetwork: AttackStep = defineStep({
  id: 'inside/pod-network',
  phase: 'inside',
  title: 'Connect to other workloads over the pod network',
  condition: 'The network policies of both ends let the connection through to a port on which the other workload is said to listen.',
  mitre: ['T1046', 'T1210'],
  microsoft: ['MS-TA9034', 'MS-TA9031'],
  reference: 'https://kubernetes.io/docs/concepts/services-networking/network-policies/',
  effort: 1,
  moves: connections,
});
