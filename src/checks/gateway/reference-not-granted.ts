import { type Check, defineCheck } from '../define.ts';
import { isGranted, referencesOf } from './references.ts';

export const referenceNotGranted: Check = defineCheck({
  id: 'gateway/reference-not-granted',
  title: 'Reference into another namespace that nobody grants',
  severity: 'low',
  on: 'object',
  kinds: ['Gateway', 'HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'].map(
    (kind) => `gateway.networking.k8s.io/${kind}` as const,
  ),
  why: 'Controllers refuse such a reference: the route answers with errors, the listener has no certificate. A controller that follows it all the same lets every team use the services and keys of all others.',
  remedy:
    'Add a ReferenceGrant in the namespace of the target, for this kind, this namespace and this name, or move the target beside the route.',
  standards: { nsa: ['namespaces', 'network-policies'], owasp: ['K07'], cks: ['cluster-setup'] },
  aliases: { polaris: ['httpRouteCrossNamespaceBackendRef', 'gatewayCrossNamespaceCertificateRef'] },
  scope: 'world',
  unseen: 'None of the published manifests that were looked at refers to another namespace.',
  *evaluate({ object }, { world }) {
    for (const reference of referencesOf(object)) {
      const { kind, name, namespace, path } = reference;
      if (namespace === object.namespace) continue;
      if (object.namespace === undefined) {
        yield { path: [...path, 'namespace'], undecided: `${object.kind} ${object.name} does not say its namespace` };
      } else if (!isGranted(world, object, reference)) {
        yield {
          path: [...path, 'namespace'],
          message: `no scanned ReferenceGrant of ${namespace} lets a ${object.kind} of ${object.namespace} use ${kind} ${name}`,
        };
      }
    }
  },
});
