import { type FieldPath, listAt, stringAt } from '../core/index.ts';
import type { InventoryObject } from '../inventory/index.ts';

/** A Secret with a certificate that an Ingress or a Gateway of the Gateway API serves, and the hosts it serves it for. */
export interface TlsReference {
  readonly name: string;
  readonly namespace: string | undefined;
  /** Leads to the name. */
  readonly path: FieldPath;
  readonly hosts: readonly { readonly name: string; readonly path: FieldPath }[];
}

export function tlsReferences(object: InventoryObject): TlsReference[] {
  return object.kind === 'Gateway' ? ofGateway(object) : ofIngress(object);
}

/** An entry that names no hosts serves those of the rules; then a finding belongs to the name of the Secret. */
function ofIngress(ingress: InventoryObject): TlsReference[] {
  const { value, namespace } = ingress;
  const ruled = listAt(value, 'spec', 'rules').flatMap((rule) => stringAt(rule, 'host') ?? []);
  return listAt(value, 'spec', 'tls').flatMap((entry, index) => {
    const name = stringAt(entry, 'secretName');
    if (!name) return [];
    const path = ['spec', 'tls', index, 'secretName'];
    const own = listAt(entry, 'hosts').map((host, at) => ({ name: String(host), path: ['spec', 'tls', index, 'hosts', at] }));
    return [{ name, namespace, path, hosts: own.length > 0 ? own : ruled.map((host) => ({ name: host, path })) }];
  });
}

/** https://gateway-api.sigs.k8s.io/reference/spec/#gatewaytlsconfig */
function ofGateway(gateway: InventoryObject): TlsReference[] {
  return listAt(gateway.value, 'spec', 'listeners').flatMap((listener, index) => {
    const hostname = stringAt(listener, 'hostname');
    const hosts = hostname ? [{ name: hostname, path: ['spec', 'listeners', index, 'hostname'] }] : [];
    return listAt(listener, 'tls', 'certificateRefs').flatMap((reference, at) => {
      const name = stringAt(reference, 'name');
      if (!name || (stringAt(reference, 'kind') ?? 'Secret') !== 'Secret' || stringAt(reference, 'group')) return [];
      const path = ['spec', 'listeners', index, 'tls', 'certificateRefs', at, 'name'];
      return [{ name, namespace: stringAt(reference, 'namespace') ?? gateway.namespace, path, hosts }];
    });
  });
}
