import { type FieldPath, isRecord, listAt, valueAt } from '../../core/index.ts';
import type { InventoryObject, World } from '../../inventory/index.ts';
import { type Check, defineCheck, type Violation } from '../define.ts';

/** Every backend of an Ingress with the path that leads to it, the default one first. */
function* backends(ingress: InventoryObject): Generator<FieldPath> {
  yield ['spec', 'defaultBackend'];
  for (const [index, rule] of listAt(ingress.value, 'spec', 'rules').entries())
    for (const at of listAt(rule, 'http', 'paths').keys()) yield ['spec', 'rules', index, 'http', 'paths', at, 'backend'];
}

function* judge(ingress: InventoryObject, backend: FieldPath, world: World): Generator<Violation> {
  const wanted = valueAt(ingress.value, [...backend, 'service']);
  if (!isRecord(wanted) || typeof wanted['name'] !== 'string') return;
  const service = world.find('', 'Service', ingress.namespace, wanted['name']);
  const path = [...backend, 'service', 'name'];
  if (!service) yield { path, message: `Service ${wanted['name']} is not among the scanned objects` };
  const ports = listAt(service?.value, 'spec', 'ports');
  for (const [field, own] of [
    ['name', 'name'],
    ['number', 'port'],
  ] as const) {
    const port = valueAt(wanted, ['port', field]);
    if (port === undefined || ports.length === 0 || ports.some((one) => valueAt(one, [own]) === port)) continue;
    yield { path: [...backend, 'service', 'port', field], message: `Service ${wanted['name']} has no port ${String(port)}` };
  }
}

export const ingressBackend: Check = defineCheck({
  id: 'reference/ingress-backend',
  title: 'Ingress that leads to a Service that is not there',
  severity: 'low',
  on: 'object',
  kinds: ['networking.k8s.io/Ingress'],
  why: 'Requests fail; whoever may create a Service of that name in the namespace receives them, under a host that people trust.',
  remedy: 'Add the Service, correct its name or port, or remove the path.',
  standards: { owasp: ['K07'], cks: ['cluster-setup'] },
  aliases: { 'kube-linter': ['dangling-ingress'], 'kube-score': ['ingress-targets-service'] },
  scope: 'world',
  unseen: 'The manifests that were looked at bring the Services that they name.',
  *evaluate({ object }, { world }) {
    if (world.ofKind('', 'Service').length === 0) return;
    for (const backend of backends(object)) yield* judge(object, backend, world);
  },
});
