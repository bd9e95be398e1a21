import { resourceAction } from '../../../engines/rbac/index.ts';
import { type AttackStep, defineStep, usual } from '../../define-step.ts';
import { CHOSEN_NODE, type Fact } from '../../facts.ts';

const RESOURCES: Readonly<Record<string, readonly [group: string, resource: string]>> = {
  ReplicationController: ['', 'replicationcontrollers'],
  Deployment: ['apps', 'deployments'],
  DaemonSet: ['apps', 'daemonsets'],
  StatefulSet: ['apps', 'statefulsets'],
  ReplicaSet: ['apps', 'replicasets'],
  CronJob: ['batch', 'cronjobs'],
};

export const changeWorkload: AttackStep = defineStep({
  id: 'api/change-workload',
  phase: 'api',
  title: 'Change the template of a workload',
  condition:
    'It may update or patch the workload: the next pods run what it wants, as any service account of the namespace, with whatever admission lets in there.',
  mitre: ['T1610', 'T1525'],
  microsoft: ['MS-TA9012'],
  reference: 'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#workload-creation',
  effort: 1,
  *moves({ units, surroundings, admission }) {
    const accounts = Map.groupBy(surroundings.serviceAccounts, ({ namespace }) => namespace);
    for (const unit of units) {
      const resource = RESOURCES[unit.object.kind];
      if (!resource) continue;
      const [apiGroup, plural] = resource;
      const parts = { apiGroup, namespace: unit.namespace, name: unit.object.name };
      const from: Fact = { kind: 'one-of', actions: ['update', 'patch'].map((verb) => resourceAction(verb, plural, parts)) };
      const base = [usual(`${unit.object.kind} ${unit.namespace}/${unit.object.name} is there`)];
      const plain = admission.admits('plain', unit.namespace);
      if (plain.kind === 'admitted') {
        const premises = [...base, ...plain.premises];
        for (const subject of accounts.get(unit.namespace) ?? []) {
          yield {
            from: [from],
            to: { kind: 'subject', subject },
            says: `has ${unit.title} run as ServiceAccount ${subject.namespace}/${subject.name} and takes its token`,
            premises,
          };
        }
        for (const container of unit.pod.containers) {
          if (container.kind === 'ephemeral') continue;
          yield { from: [from], to: { kind: 'container', unit, container }, says: `has ${unit.title} run another program`, premises };
        }
      }
      const privileged = admission.admits('privileged', unit.namespace);
      if (privileged.kind === 'admitted') {
        yield {
          from: [from],
          to: { kind: 'node', node: CHOSEN_NODE },
          says: `makes ${unit.title} privileged and sends it to a node of choice`,
          premises: [...base, ...privileged.premises],
        };
      }
    }
  },
});
