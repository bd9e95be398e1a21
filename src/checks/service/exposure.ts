import { isRecord, listAt, numberAt, recordAt, stringAt } from '../../core/index.ts';
import type { InventoryObject } from '../../inventory/index.ts';

/** Annotations by which the large providers keep a load balancer inside their network. */
const INTERNAL = [
  /^service\.beta\.kubernetes\.io\/(?:aws|azure|oci|cce|openstack|ibm)-load-balancer-internal$/,
  /^service\.beta\.kubernetes\.io\/aws-load-balancer-scheme$/,
  /^(?:networking\.gke\.io|cloud\.google\.com)\/load-balancer-type$/,
  /^metallb\.(?:universe\.tf|io)\//,
];

/** Annotations that do what `loadBalancerSourceRanges` does, at some or all providers. */
const SOURCE_RANGES = /^service\.(?:beta\.)?kubernetes\.io\/(?:load-balancer-source-ranges|azure-allowed-(?:ip-ranges|service-tags))$/;

/** The type of a Service that can be reached from outside the cluster. */
export function outsideType(object: InventoryObject): 'NodePort' | 'LoadBalancer' | undefined {
  const type = stringAt(object.value, 'spec', 'type');
  return type === 'NodePort' || type === 'LoadBalancer' ? type : undefined;
}

/** Whether an annotation keeps the load balancer of a Service inside the provider's network. */
export function isInternal(object: InventoryObject): boolean {
  return Object.entries(recordAt(object.value, 'metadata', 'annotations')).some(
    ([key, value]) => INTERNAL.some((pattern) => pattern.test(key)) && !/^(?:false|external|internet-facing)$/i.test(String(value)),
  );
}

/** Whether the source ranges of a load balancer are set and leave somebody out. */
export function hasSourceRanges(object: InventoryObject): boolean {
  const annotations = Object.entries(recordAt(object.value, 'metadata', 'annotations'));
  const ranges = [
    ...listAt(object.value, 'spec', 'loadBalancerSourceRanges').map(String),
    ...annotations.flatMap(([key, value]) => (SOURCE_RANGES.test(key) ? String(value).split(',') : [])),
  ];
  return ranges.length > 0 && !ranges.some(isEverybody);
}

export function isEverybody(range: string): boolean {
  return range.trim().endsWith('/0');
}

/** Whether the whole network can reach a Service: by a node port, or by a load balancer that neither stays inside nor looks at the source. */
export function isOpen(object: InventoryObject): boolean {
  const type = outsideType(object);
  return type === 'NodePort' || (type === 'LoadBalancer' && !isInternal(object) && !hasSourceRanges(object));
}

const DASHBOARD = /kubernetes-dashboard(?!.*metrics-scraper)/;

/** Whether a Service leads to the Kubernetes dashboard, by its own name or by the labels it selects. */
export function isDashboard(object: InventoryObject): boolean {
  const selector = recordAt(object.value, 'spec', 'selector');
  const names = [object.name, selector['k8s-app'], selector['app.kubernetes.io/name'], selector['app']];
  return names.some((name) => typeof name === 'string' && DASHBOARD.test(name));
}

/** Whether this is the Service of the API server. `undefined` where the manifest does not say its namespace. */
export function isApiServer(object: InventoryObject): boolean | undefined {
  if (object.name !== 'kubernetes') return false;
  return object.namespace === undefined ? undefined : object.namespace === 'default';
}

/** The product that listens on a port of a Service, by the number inside the pod, else by that of the Service. */
export function productAt(port: unknown, products: ReadonlyMap<number, string>): { product: string; number: number } | undefined {
  if (!isRecord(port)) return undefined;
  for (const field of ['targetPort', 'port']) {
    const number = numberAt(port, field);
    const product = number === undefined ? undefined : products.get(number);
    if (product !== undefined && number !== undefined) return { product, number };
  }
  return undefined;
}
