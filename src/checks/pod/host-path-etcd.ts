import { findComponents } from '../../inventory/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { hostPathViolations } from '../host-paths.ts';

export const hostPathEtcd: Check = defineCheck({
  id: 'pod/host-path-etcd',
  title: 'Pod mounts the data of etcd',
  severity: 'critical',
  on: 'pod',
  why: 'The folder is the whole cluster: every Secret in it can be read, and every object changed, past the API server and its audit log.',
  remedy: 'Remove the volume; back etcd up through its API with a client certificate.',
  standards: {
    'pod-security': ['baseline'],
    cis: ['5.2.11'],
    nsa: ['etcd'],
    owasp: ['K01', 'K08'],
    mitre: ['T1611', 'T1552.001'],
    microsoft: ['MS-TA9013'],
    cks: ['microservice-vulnerabilities'],
  },
  aliases: { trivy: ['KSV023', 'AVD-KSV-0023'], kubescape: ['C-0048'], 'kube-linter': ['sensitive-host-mounts'], polaris: ['hostPathSet'] },
  *evaluate({ object, pod }) {
    if (object.namespace === 'kube-system' && findComponents(object).some(({ name }) => name === 'etcd')) return;
    yield* hostPathViolations(pod, 'etcd');
  },
});
