import type { Unit } from '../scene/units.ts';
import type { CandidateEdit } from './candidate-edit.ts';

/** A policy for the pods of a unit after which nothing of the cluster or from outside can connect to them. */
export function isolateIngress(unit: Unit): CandidateEdit {
  const labels = labelsOf(unit);
  return {
    key: `isolate ${unit.id}`,
    title: `let nobody connect to ${unit.title}, by a NetworkPolicy`,
    risk: 'whoever connects to it today cannot any more; name those who must in the policy',
    cost: 25,
    changes: [],
    adds: { beside: unit.object, text: policyText(unit, `${unit.object.name}-isolated`, labels, 'Ingress', []) },
  };
}

/** A policy for all pods of a namespace that leaves them everything but the metadata service. */
export function withholdMetadata(unit: Unit): CandidateEdit {
  const rules = [
    '    - to:',
    '        - namespaceSelector: {}',
    '        - ipBlock:',
    '            cidr: 0.0.0.0/0',
    '            except: [169.254.0.0/16]',
  ];
  return {
    key: `metadata ${unit.namespace}`,
    title: `keep the pods of namespace ${unit.namespace} from the metadata service, by a NetworkPolicy`,
    risk: 'programs that ask it for cloud credentials lose them; traffic to IPv6 addresses outside the cluster ends',
    cost: 4,
    changes: [],
    adds: { beside: unit.object, text: policyText(unit, 'without-metadata-service', undefined, 'Egress', rules) },
  };
}

function labelsOf({ network, pod }: Unit): Readonly<Record<string, unknown>> {
  return network[0]?.labels ?? (pod.metadata.labels as Readonly<Record<string, unknown>> | undefined) ?? {};
}

function policyText(
  { namespace, object }: Unit,
  name: string,
  labels: Readonly<Record<string, unknown>> | undefined,
  direction: 'Ingress' | 'Egress',
  rules: readonly string[],
): string {
  const field = direction.toLowerCase();
  return [
    'apiVersion: networking.k8s.io/v1',
    'kind: NetworkPolicy',
    'metadata:',
    `  name: ${name}`,
    ...(object.namespace === undefined ? [] : [`  namespace: ${namespace}`]),
    'spec:',
    ...(labels === undefined
      ? ['  podSelector: {}']
      : [
          '  podSelector:',
          '    matchLabels:',
          ...Object.entries(labels).map(([key, value]) => `      ${JSON.stringify(key)}: ${JSON.stringify(String(value))}`),
        ]),
    `  policyTypes: [${direction}]`,
    ...(rules.length === 0 ? [`  ${field}: []`] : [`  ${field}:`, ...rules]),
    '',
  ].join('\n');
}
