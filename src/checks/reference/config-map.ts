import { type Check, defineCheck } from '../define.ts';
import { configMapReferences } from '../pod-references.ts';
import { severityIfKept } from './kept.ts';

/** Made in every namespace by the controller manager, OpenShift and Istio. */
const MADE_BY_CONTROLLERS: ReadonlySet<string> = new Set(['kube-root-ca.crt', 'openshift-service-ca.crt', 'istio-ca-root-cert']);

export const configMap: Check = defineCheck({
  id: 'reference/config-map',
  title: 'ConfigMap that is not among what was scanned',
  severity: 'low',
  on: 'pod',
  why: 'The pod does not start until it is there, and whoever may create ConfigMaps in the namespace decides what it reads.',
  remedy: 'Add the ConfigMap, or mark the reference as optional.',
  standards: { owasp: ['K01'], cks: ['microservice-vulnerabilities'] },
  aliases: {},
  scope: 'world',
  *evaluate({ object, pod }, { world }) {
    for (const { name, path } of configMapReferences(pod)) {
      if (MADE_BY_CONTROLLERS.has(name) || world.find('', 'ConfigMap', object.namespace, name)) continue;
      const severity = severityIfKept(world, object.namespace, '', 'ConfigMap', 'low');
      yield { path, message: `ConfigMap ${name} is not among the scanned objects`, severity };
    }
  },
});
