import { formatPorts, isEmptyPorts } from '../../../engines/network/index.ts';
import type { InventoryObject } from '../../../inventory/index.ts';
import { type AttackStep, defineStep, open, usual } from '../../define-step.ts';
import { isolateIngress } from '../../edits/network-edits.ts';
import { isInternal } from '../../scene/scene.ts';
import { listenersOn } from '../../scene/units.ts';

const BEHIND: Readonly<Record<string, string>> = {
  Ingress: 'an ingress controller serves it to the internet',
  NodePort: 'addresses of nodes can be reached from the internet',
  LoadBalancer: 'the load balancer has an address of the internet',
  ExternalIP: 'the address is one of the internet and leads to a node',
};

export const exposedWorkload: AttackStep = defineStep({
  id: 'entry/exposed-workload',
  phase: 'entry',
  title: 'Connect to a workload that is offered to the internet',
  condition:
    'A Service of type LoadBalancer or NodePort, an Ingress or a route of a Gateway leads to the pod, and its network policies let such connections in.',
  mitre: ['T1190', 'T1133'],
  microsoft: ['MS-TA9005'],
  reference: 'https://kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types',
  effort: 1,
  *moves(scene) {
    const { entries, unitOf } = scene;
    const seen = new Set<string>();
    for (const { entry, pod, reach } of entries) {
      const unit = unitOf(pod);
      if (!unit || isEmptyPorts(reach.possible) || isInternal(entry.object.value)) continue;
      const { object, kind, service } = entry;
      const behind = BEHIND[kind] ?? `what serves ${kind} ${object.name} is reached from the internet`;
      const through = object === service.object ? '' : ` through Service ${service.name}`;
      for (const container of listenersOn(unit, reach.possible)) {
        const key = `${unit.id} ${container.path.join('.')} ${kind} ${object.namespace ?? ''}/${object.name}`;
        if (seen.has(key)) continue;
        seen.add(key);
        yield {
          from: [{ kind: 'outside' }],
          to: { kind: 'exposure', unit, container },
          says: `connects to ${formatPorts(reach.possible)} of ${unit.title}, which ${kind === 'ExternalIP' || kind === object.kind ? '' : `${kind} `}${object.kind} ${object.name} offers${through}`,
          premises: [
            usual(behind),
            ...(isEmptyPorts(reach.certain) ? [open('the address that the pod sees is one that its policies let in')] : []),
          ],
          grounds: () => [
            { text: `${object.kind} ${object.name} leads to ${formatPorts(reach.possible)} of ${unit.title}`, object, path: ['spec'] },
          ],
          cuts: () => [
            ...isolateIngress(unit, scene),
            ...(object === service.object && (kind === 'NodePort' || kind === 'LoadBalancer')
              ? [
                  {
                    key: `close ${object.namespace ?? ''}/${object.name}`,
                    title: `make Service ${object.name} one of type ClusterIP`,
                    risk: 'nobody outside reaches it any more',
                    cost: 30,
                    changes: [{ object: object as InventoryObject, edits: [{ kind: 'set', path: ['spec', 'type'], value: 'ClusterIP' }] }],
                  } as const,
                ]
              : []),
          ],
        };
      }
    }
  },
});
