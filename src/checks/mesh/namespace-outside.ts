import { recordAt } from '../../core/index.ts';
import type { InventoryObject } from '../../inventory/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { SYSTEM_NAMESPACES } from '../namespaces.ts';

type Mesh = 'Istio' | 'Linkerd';

/** Labels and annotations of a namespace that take its pods into a mesh, or keep them out. */
const SWITCHES = [
  { mesh: 'Istio', field: 'labels', key: 'istio-injection', inside: /^enabled$/, outside: 'disabled' },
  { mesh: 'Istio', field: 'labels', key: 'istio.io/rev', inside: /./, outside: undefined },
  { mesh: 'Istio', field: 'labels', key: 'istio.io/dataplane-mode', inside: /^ambient$/, outside: 'none' },
  { mesh: 'Linkerd', field: 'annotations', key: 'linkerd.io/inject', inside: /^(?:enabled|ingress)$/, outside: 'disabled' },
] as const;

/** Namespaces of the meshes themselves. */
const OWN = /^(?:istio-|linkerd)/;

export const namespaceOutside: Check = defineCheck({
  id: 'mesh/namespace-outside',
  title: 'Namespace stays out of the service mesh',
  severity: 'info',
  on: 'object',
  kinds: ['/Namespace'],
  why: 'Other namespaces are in the mesh, this one is kept out: its traffic is in clear, its pods have no identity, and the others must accept clients without one.',
  remedy: 'Remove the label or annotation and restart the pods, unless nothing in the namespace talks to the mesh.',
  standards: { nsa: ['encryption'], owasp: ['K07'], cks: ['microservice-vulnerabilities'] },
  aliases: {},
  scope: 'world',
  unseen: 'None of the published manifests that were looked at keeps a namespace out of a mesh.',
  *evaluate({ object }, { world }) {
    if (SYSTEM_NAMESPACES.has(object.name) || OWN.test(object.name)) return;
    for (const { mesh, field, key, outside } of SWITCHES) {
      if (outside === undefined || settingOf(object, field, key) !== outside) continue;
      const other = world.ofKind('', 'Namespace').find((namespace) => isInside(namespace, mesh));
      if (other) yield { path: ['metadata', field, key], message: `${key} keeps ${object.name} out of ${mesh}, which ${other.name} is in` };
    }
  },
});

function settingOf(namespace: InventoryObject, field: 'labels' | 'annotations', key: string): string {
  return String(recordAt(namespace.value, 'metadata', field)[key] ?? '');
}

function isInside(namespace: InventoryObject, wanted: Mesh): boolean {
  return SWITCHES.some(({ mesh, field, key, inside }) => mesh === wanted && inside.test(settingOf(namespace, field, key)));
}
