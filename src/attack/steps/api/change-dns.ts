import { resourceAction } from '../../../engines/rbac/index.ts';
import { type AttackStep, defineStep, open } from '../../define-step.ts';
import { CHOSEN_NODE } from '../../facts.ts';

export const changeDns: AttackStep = defineStep({
  id: 'api/change-dns',
  phase: 'api',
  title: 'Answer the name lookups of the cluster',
  condition:
    'It may update or patch the ConfigMap kube-system/coredns: names of Services then lead to an address of the attacker, who sees what is sent there and passes it on.',
  mitre: [],
  microsoft: ['MS-TA9035'],
  reference: 'https://kubernetes.io/docs/tasks/administer-cluster/dns-custom-nameservers/#coredns-configmap-options',
  effort: 2,
  *moves() {
    const parts = { namespace: 'kube-system', name: 'coredns' };
    yield {
      from: [{ kind: 'one-of', actions: ['update', 'patch'].map((verb) => resourceAction(verb, 'configmaps', parts)) }],
      to: { kind: 'traffic', node: CHOSEN_NODE },
      says: 'has the DNS of the cluster answer with addresses of the attacker',
      premises: [open('the cluster resolves names by CoreDNS with this ConfigMap'), open('workloads reach an address of the attacker')],
    };
  },
});
