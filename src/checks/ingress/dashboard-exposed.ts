import { type FieldPath, listAt, recordAt, stringAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { INGRESS_KINDS } from './annotations.ts';

const DASHBOARD = /kubernetes-dashboard(?!.*metrics-scraper)/;

export const dashboardExposed: Check = defineCheck({
  id: 'ingress/dashboard-exposed',
  title: 'Ingress leads to the Kubernetes dashboard',
  severity: 'high',
  on: 'object',
  kinds: INGRESS_KINDS,
  why: 'The dashboard shows and changes whatever its visitor may; behind a public name it is found by scanners and tried with stolen tokens.',
  remedy: 'Remove the route and use kubectl port-forward, or put a login in front of it that knows your users.',
  standards: {
    nsa: ['authentication'],
    owasp: ['K06', 'K07'],
    mitre: ['T1133'],
    microsoft: ['MS-TA9005', 'MS-TA9032'],
    cks: ['cluster-setup'],
  },
  aliases: {},
  unseen: 'None of the Ingresses that were looked at leads to the dashboard.',
  *evaluate({ object }) {
    for (const path of backendsOf(object.value)) {
      // serviceName is how v1beta1 wrote it.
      const at = stringAt(object.value, ...path, 'serviceName') === undefined ? [...path, 'service', 'name'] : [...path, 'serviceName'];
      const name = stringAt(object.value, ...at);
      if (name !== undefined && DASHBOARD.test(name)) yield { path: at, message: `${name} is open through this Ingress` };
    }
  },
});

function backendsOf(ingress: unknown): FieldPath[] {
  const rules = listAt(ingress, 'spec', 'rules').flatMap((rule, index) =>
    listAt(rule, 'http', 'paths').map((_, at) => ['spec', 'rules', index, 'http', 'paths', at, 'backend']),
  );
  return [
    ...['defaultBackend', 'backend'].filter((field) => recordAt(ingress, 'spec')[field] !== undefined).map((field) => ['spec', field]),
    ...rules,
  ];
}
