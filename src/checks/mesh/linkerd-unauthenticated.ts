import { booleanAt, stringAt } from '../../core/index.ts';
import { type Check, defineCheck, type Violation } from '../define.ts';

const KEY = 'config.linkerd.io/default-inbound-policy';

/** Policies that let clients without an identity in; audit allows everything and writes it down. */
const OPEN = /^(?:all-unauthenticated|cluster-unauthenticated|audit)$/;

/** Source of truth: https://linkerd.io/2/reference/authorization-policy/ */
export const linkerdUnauthenticated: Check = defineCheck({
  id: 'mesh/linkerd-unauthenticated',
  title: 'Linkerd lets clients without an identity in',
  severity: 'medium',
  on: 'object',
  kinds: [
    '/Namespace',
    '/Pod',
    'apps/Deployment',
    'apps/StatefulSet',
    'apps/DaemonSet',
    'batch/Job',
    'batch/CronJob',
    'argoproj.io/Rollout',
    'policy.linkerd.io/Server',
    'policy.linkerd.io/ServerAuthorization',
  ],
  why: 'Connections without mutual TLS are accepted, from anywhere or from the whole cluster: every pod, meshed or not, reaches the workload, and nobody can tell which one it was.',
  remedy: 'Set config.linkerd.io/default-inbound-policy to all-authenticated or deny, and name clients in an AuthorizationPolicy.',
  standards: { nsa: ['encryption', 'network-policies'], owasp: ['K07'], cks: ['microservice-vulnerabilities'] },
  aliases: {},
  unseen: 'None of the published manifests that were looked at is for Linkerd.',
  *evaluate({ object }) {
    // The proxy reads the annotation of the namespace and that of the pod; the one of a workload itself does nothing.
    const metadata = object.kind === 'Namespace' ? [['metadata']] : object.pods.map((pod) => pod.metadataPath);
    for (const path of metadata) yield* openPolicy([...path, 'annotations', KEY], stringAt(object.value, ...path, 'annotations', KEY));
    if (object.group !== 'policy.linkerd.io') return;
    yield* openPolicy(['spec', 'accessPolicy'], stringAt(object.value, 'spec', 'accessPolicy'));
    for (const path of [
      ['spec', 'client', 'unauthenticated'],
      ['spec', 'client', 'meshTLS', 'unauthenticatedTLS'],
    ])
      if (booleanAt(object.value, ...path) === true) yield { path, message: 'clients without an identity are authorized' };
  },
});

function* openPolicy(path: Violation['path'], policy: string | undefined): Generator<Violation> {
  if (policy !== undefined && OPEN.test(policy)) yield { path, message: `the inbound policy is ${policy}` };
}
