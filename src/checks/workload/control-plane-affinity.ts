import { type FieldPath, listAt, stringAt } from '../../core/index.ts';
import { type Check, defineCheck, type Violation } from '../define.ts';

const KEYS: ReadonlySet<string> = new Set(['node-role.kubernetes.io/control-plane', 'node-role.kubernetes.io/master']);

export const controlPlaneAffinity: Check = defineCheck({
  id: 'workload/control-plane-affinity',
  title: 'Pod seeks the nodes of the control plane',
  severity: 'medium',
  on: 'pod',
  why: 'Beside the pod run the API server and etcd with the keys of the whole cluster: a way out of the container that costs a worker elsewhere costs the cluster there.',
  remedy: 'Remove the term from nodeAffinity. Agents that must run there belong in kube-system, with nothing else on those nodes.',
  standards: { nsa: ['control-plane-hardening'], owasp: ['K01'], mitre: ['T1610'], microsoft: ['MS-TA9008'], cks: ['cluster-hardening'] },
  aliases: {},
  *evaluate({ object, pod }) {
    if (object.namespace === 'kube-system') return;
    const path = [...pod.path, 'affinity', 'nodeAffinity'];
    const required = 'requiredDuringSchedulingIgnoredDuringExecution';
    const preferred = 'preferredDuringSchedulingIgnoredDuringExecution';
    const terms = listAt(pod.spec.affinity, 'nodeAffinity', required, 'nodeSelectorTerms');
    for (const [index, term] of terms.entries()) yield* wanted(term, [...path, required, 'nodeSelectorTerms', index], 'asks for');
    for (const [index, item] of listAt(pod.spec.affinity, 'nodeAffinity', preferred).entries()) {
      for (const found of wanted(item, [...path, preferred, index], 'prefers', 'preference')) yield { ...found, severity: 'low' };
    }
  },
});

/** The expressions of a term that a node of the control plane meets and others do not. */
function* wanted(term: unknown, path: FieldPath, verb: string, ...inside: readonly string[]): Generator<Violation> {
  for (const [index, expression] of listAt(term, ...inside, 'matchExpressions').entries()) {
    const key = stringAt(expression, 'key') ?? '';
    const operator = stringAt(expression, 'operator') ?? '';
    if (!KEYS.has(key) || (operator !== 'In' && operator !== 'Exists')) continue;
    yield { path: [...path, ...inside, 'matchExpressions', index], message: `nodeAffinity ${verb} nodes with ${key}` };
  }
}
