import { resourceAction } from '../../../engines/rbac/index.ts';
import { type AttackStep, defineStep, open } from '../../define-step.ts';
import { CHOSEN_NODE } from '../../facts.ts';

export const externalAddress: AttackStep = defineStep({
  id: 'api/external-address',
  phase: 'api',
  title: 'Take an address by a Service',
  condition:
    'It may create or change Services, which may name any address in externalIPs, or change the status of one: what pods send to that address then goes to pods of the attacker (CVE-2020-8554, by design).',
  mitre: [],
  microsoft: ['MS-TA9036'],
  reference: 'https://github.com/kubernetes/kubernetes/issues/97076',
  effort: 2,
  *moves({ surroundings, components }) {
    const isDenied = components.some(
      ({ component }) =>
        component.name === 'kube-apiserver' &&
        (component.flags.get('enable-admission-plugins')?.value ?? '').split(',').includes('DenyServiceExternalIPs'),
    );
    for (const namespace of surroundings.namespaces.keys()) {
      const writes = isDenied ? [] : ['create', 'update', 'patch'].map((verb) => resourceAction(verb, 'services', { namespace }));
      const status = ['update', 'patch'].map((verb) => resourceAction(verb, 'services/status', { namespace }));
      yield {
        from: [{ kind: 'one-of', actions: [...writes, ...status] }],
        to: { kind: 'traffic', node: CHOSEN_NODE },
        says: `has a Service in namespace ${namespace} take the address of another`,
        premises: [
          open('kube-proxy or what replaces it serves such addresses'),
          open('workloads use an address outside the cluster for what they send'),
        ],
      };
    }
  },
});
