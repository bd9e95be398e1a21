// Source of truth: https://kubernetes.io/docs/concepts/security/rbac-good-practices/#kubernetes-rbac-privilege-escalation-risks
import { builtInResources, VIRTUAL_RESOURCES } from '../../kubernetes/index.ts';
import { apiGroupMatches, pathMatches, resourceMatches, verbMatches } from './match.ts';
import { type Action, pathAction, resourceAction } from './request.ts';
import type { PolicyRule } from './vocabulary.ts';

/** Something that a rule allows and that leads further than it says. */
export interface Power {
  readonly id: string;
  readonly title: string;
  /** 1 is everything at once, 4 the least. */
  readonly rank: 1 | 2 | 3 | 4;
  readonly actions: readonly Action[];
}

const RBAC = { apiGroup: 'rbac.authorization.k8s.io' };
const WRITES = ['create', 'update', 'patch'] as const;

function each(verbs: readonly string[], resources: readonly string[], apiGroup = ''): Action[] {
  return resources.flatMap((resource) => verbs.map((verb) => resourceAction(verb, resource, { apiGroup })));
}

/** Sorted by rank. */
export const POWERS: readonly Power[] = [
  { id: 'everything', title: 'everything', rank: 1, actions: [resourceAction('*', '*', { apiGroup: '*' })] },
  { id: 'escalate', title: 'giving roles any right', rank: 1, actions: each(['escalate'], ['roles', 'clusterroles'], RBAC.apiGroup) },
  { id: 'bind', title: 'binding any role', rank: 1, actions: each(['bind'], ['roles', 'clusterroles'], RBAC.apiGroup) },
  {
    id: 'impersonate',
    title: 'acting as somebody else',
    rank: 1,
    actions: [
      ...each(['impersonate'], ['users', 'groups', 'serviceaccounts']),
      ...each(['impersonate:user-info'], ['users', 'groups'], 'authentication.k8s.io'),
      ...each(['impersonate:serviceaccount'], ['serviceaccounts'], 'authentication.k8s.io'),
      ...each(['impersonate:arbitrary-node', 'impersonate:associated-node'], ['nodes'], 'authentication.k8s.io'),
    ],
  },
  { id: 'all-paths', title: 'all paths of the API server', rank: 2, actions: [pathAction('*', '*')] },
  { id: 'node-proxy', title: 'commands in every pod, through the kubelet', rank: 2, actions: each(['get', 'create'], ['nodes/proxy']) },
  { id: 'read-secrets', title: 'reading secrets', rank: 2, actions: each(['get', 'list', 'watch'], ['secrets']) },
  { id: 'create-tokens', title: 'tokens of service accounts', rank: 2, actions: each(['create'], ['serviceaccounts/token']) },
  {
    id: 'sign-certificates',
    title: 'certificates for anybody',
    rank: 2,
    actions: [
      ...each(['update', 'patch'], ['certificatesigningrequests/approval', 'certificatesigningrequests/status'], 'certificates.k8s.io'),
      ...each(['approve', 'sign'], ['signers'], 'certificates.k8s.io'),
    ],
  },
  {
    id: 'admission-webhooks',
    title: 'reading and changing whatever is admitted',
    rank: 2,
    actions: each(
      WRITES,
      ['mutatingwebhookconfigurations', 'validatingwebhookconfigurations', 'mutatingadmissionpolicies', 'mutatingadmissionpolicybindings'],
      'admissionregistration.k8s.io',
    ),
  },
  { id: 'write-secrets', title: 'writing secrets, those of service accounts among them', rank: 2, actions: each(WRITES, ['secrets']) },
  { id: 'exec', title: 'commands in running pods', rank: 2, actions: each(['create', 'get'], ['pods/exec', 'pods/attach']) },
  {
    id: 'ephemeral-containers',
    title: 'containers inside running pods',
    rank: 2,
    actions: each(['update', 'patch'], ['pods/ephemeralcontainers']),
  },
  {
    id: 'create-workloads',
    title: 'pods, which may use any secret and service account of their namespace',
    rank: 2,
    actions: [
      ...each(WRITES, ['pods', 'replicationcontrollers', 'podtemplates']),
      ...each(WRITES, ['deployments', 'daemonsets', 'statefulsets', 'replicasets'], 'apps'),
      ...each(WRITES, ['jobs', 'cronjobs'], 'batch'),
    ],
  },
  {
    id: 'write-roles',
    title: 'changing roles and bindings',
    rank: 3,
    actions: each(WRITES, ['roles', 'clusterroles', 'rolebindings', 'clusterrolebindings'], RBAC.apiGroup),
  },
  { id: 'persistent-volumes', title: 'volumes that mount paths of nodes', rank: 3, actions: each(['create'], ['persistentvolumes']) },
  {
    id: 'change-nodes',
    title: 'changing nodes',
    rank: 3,
    actions: [...each(['update', 'patch'], ['nodes', 'nodes/status']), ...each(['create'], ['pods/binding', 'bindings'])],
  },
  {
    id: 'change-namespaces',
    title: 'changing namespaces and the pod security levels on them',
    rank: 3,
    actions: each(['create', 'update', 'patch'], ['namespaces']),
  },
  {
    id: 'api-services',
    title: 'answering for parts of the API',
    rank: 3,
    actions: each(WRITES, ['apiservices'], 'apiregistration.k8s.io'),
  },
  {
    id: 'port-forward',
    title: 'connections to running pods and services',
    rank: 3,
    actions: each(['create', 'get'], ['pods/portforward', 'pods/proxy', 'services/proxy']),
  },
  { id: 'read-logs', title: 'logs of pods', rank: 4, actions: each(['get'], ['pods/log']) },
  { id: 'read-config-maps', title: 'reading config maps', rank: 4, actions: each(['get', 'list', 'watch'], ['configmaps']) },
  { id: 'write-config-maps', title: 'changing config maps', rank: 4, actions: each(WRITES, ['configmaps']) },
];

/**
 * The powers that a rule gives, over all objects or only over those that it names. A rule that is held in one namespace gives none over
 * what stands in no namespace: nodes, for example, and paths.
 */
export function powersOf(rule: PolicyRule, isInNamespace: boolean = false): readonly Power[] {
  return POWERS.filter(({ actions }) =>
    actions.some((action) => !(isInNamespace && isClusterScoped(action)) && allowsSomeName(rule, action)),
  );
}

let clusterScoped: ReadonlySet<string> | undefined;

/** Whether no request for it is made in a namespace. What is not known to the API may stand anywhere. */
export function isClusterScoped(action: Action): boolean {
  if (action.kind === 'path') return true;
  clusterScoped ??= new Set(
    [...builtInResources(), ...VIRTUAL_RESOURCES].flatMap(({ group, resource, isNamespaced }) =>
      isNamespaced ? [] : [`${group}/${resource}`],
    ),
  );
  // Requests for a namespace are made in that namespace.
  return clusterScoped.has(`${action.apiGroup}/${action.resource}`) && action.resource !== 'namespaces';
}

function allowsSomeName(rule: PolicyRule, action: Action): boolean {
  if (!verbMatches(rule, action.verb)) return false;
  if (action.kind === 'path') return pathMatches(rule, action.path);
  return apiGroupMatches(rule, action.apiGroup) && resourceMatches(rule, action);
}
