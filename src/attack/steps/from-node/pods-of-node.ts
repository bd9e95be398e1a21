import { type AttackStep, defineStep, open, type Premise, usual } from '../../define-step.ts';
import { CHOSEN_NODE, GATHERING_NODE, isUnknownNode, SOME_NODE, SOME_WORKER } from '../../facts.ts';
import type { Scene } from '../../scene/scene.ts';
import type { Unit } from '../../scene/units.ts';

/** Why a pod of the unit would be on the node; `undefined` where it is known not to be. */
export function isOnNode({ nodes }: Scene, unit: Unit, node: string): readonly Premise[] | undefined {
  if (node === CHOSEN_NODE) return [usual(`a pod of ${unit.title} runs on the node, which the attacker chooses`)];
  if (node === GATHERING_NODE) return unit.needsControlPlane ? undefined : [usual(`a pod of ${unit.title} is driven to the node`)];
  if (unit.nodes) return unit.nodes.includes(node) ? [] : undefined;
  if (unit.isEverywhere)
    return nodes.controlPlane.has(node) && !unit.toleratesControlPlane ? undefined : [usual(`a pod of ${unit.title} runs on every node`)];
  if (node === SOME_WORKER && unit.needsControlPlane) return undefined;
  if (nodes.controlPlane.has(node) && !unit.toleratesControlPlane && !unit.needsControlPlane) return undefined;
  if (unit.needsControlPlane && nodes.names.includes(node) && !nodes.controlPlane.has(node)) return undefined;
  // The scheduler may put any two workloads together, except where only one of them is let onto the control plane.
  return [open(`a pod of ${unit.title} runs on ${isUnknownNode(node) ? 'the same node' : `node ${node}`}`)];
}

/** Nodes on which something may have been taken over: those with names, those without, one of choice, and one to which pods are driven. */
export function possibleNodes({ nodes, units }: Scene): readonly string[] {
  const isUnknown = units.some((unit) => unit.nodes === undefined);
  return [...nodes.names, CHOSEN_NODE, GATHERING_NODE, ...(isUnknown ? [SOME_NODE, SOME_WORKER] : [])];
}

export const podsOfNode: AttackStep = defineStep({
  id: 'from-node/pods-of-node',
  phase: 'from-node',
  title: 'Enter every pod of the node',
  condition:
    'Root on a node owns the processes and the network of all its pods. It is inside the pods of that node and no others, so what their containers could do to other nodes is not gained by it.',
  mitre: ['T1609'],
  microsoft: ['MS-TA9006'],
  reference: 'https://kubernetes.io/docs/concepts/security/multi-tenancy/#node-isolation',
  effort: 1,
  *moves(scene) {
    for (const node of possibleNodes(scene)) {
      for (const unit of scene.units) {
        const premises = isOnNode(scene, unit, node);
        if (!premises) continue;
        yield {
          from: [{ kind: 'node', node }],
          to: { kind: 'pod', unit },
          says: `enters ${unit.title}, which runs on that node`,
          premises,
        };
      }
    }
  },
});
