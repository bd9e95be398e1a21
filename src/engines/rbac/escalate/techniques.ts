// Sources of truth: https://kubernetes.io/docs/concepts/security/rbac-good-practices/#kubernetes-rbac-privilege-escalation-risks,
// https://kubernetes.io/docs/reference/access-authn-authz/certificate-signing-requests/ and, for what a registry asks beyond
// authorization, ../escalation.ts, ../credentials.ts and ../impersonation.ts
import { powersOf } from '../powers.ts';
import { type Action, NODES, resourceAction, SYSTEM_MASTERS } from '../request.ts';
import { type Binding, RBAC_GROUP, type RbacPolicy, type Subject } from '../vocabulary.ts';
import { type Foothold, footholdKey } from './foothold.ts';
import type { RunningPod, Surroundings } from './surroundings.ts';

/** Ways from one foothold to the next. */
export const TECHNIQUES = {
  'full-rights': 'hold every right',
  'token-request': 'ask for a token of the service account',
  'create-pod': 'create a pod that runs as the service account',
  'change-workload': 'give a workload another service account',
  'change-pod': 'give a running pod another image',
  exec: 'run commands in a pod',
  attach: 'type into the process of a pod',
  'ephemeral-container': 'add a container to a running pod',
  'node-proxy': 'run commands in any pod through its kubelet',
  'read-token-secret': 'read a Secret that holds a token',
  'create-token-secret': 'create a Secret into which the cluster writes a token, and read it',
  impersonate: 'send requests in the name of another',
  'bind-role': 'bind a role to oneself',
  'raise-role': 'add rights to a role that one holds',
  'sign-certificate': 'approve a certificate request of one’s own',
  'node-certificate': 'ask for the certificate of a kubelet, which is approved by itself',
  'bootstrap-token': 'create a bootstrap token',
  'privileged-pod': 'create a pod that owns its node',
  'host-path-volume': 'create a volume that mounts a path of a node',
  'pods-of-node': 'take the tokens of pods on the node',
  'control-plane-node': 'take the keys of the control plane',
  'mutating-webhook': 'change what others write to the API server',
  'mutating-policy': 'change, by a policy, what others write to the API server',
  'cloud-mapping': 'map a cloud identity to system:masters',
} as const;

export type Technique = keyof typeof TECHNIQUES;

/** What a step takes: one of these requests, or a foothold. */
export type StepNeed =
  | { readonly kind: 'request'; readonly anyOf: readonly Action[] }
  | { readonly kind: 'foothold'; readonly foothold: Foothold };

/** A step that somebody may be able to take. */
export interface Candidate {
  readonly technique: Technique;
  readonly to: Foothold;
  readonly needs: readonly StepNeed[];
  /** What else has to be so; empty where the requests are all it takes. */
  readonly conditions: readonly Condition[];
}

export interface Condition {
  readonly text: string;
  /** Whether it is open if it holds; else it is what a cluster does unless somebody has changed it. */
  readonly isOpen: boolean;
  /** What it is about, where a caller may know more about that than is known here. */
  readonly about?: 'admission';
}

function open(text: string): Condition {
  return { text, isOpen: true };
}

function usual(text: string): Condition {
  return { text, isOpen: false };
}

const CLUSTER: Foothold = { kind: 'cluster' };
const NODE: Foothold = { kind: 'node' };
const KUBELET: Foothold = { kind: 'kubelet' };
const CERTIFICATES = 'certificates.k8s.io';
const ADMISSION = 'admissionregistration.k8s.io';
const CLIENT_SIGNER = 'kubernetes.io/kube-apiserver-client';
const SELF_MANAGED = open('nodes of the control plane belong to the cluster, as with kubeadm; those of managed clusters do not');
const ADMITTED: Condition = {
  ...open('no admission policy or webhook, of which nothing is known here, refuses it'),
  about: 'admission',
};

/** Groups that a bootstrap token may ask for. */
const BOOTSTRAPPERS = /^system:bootstrappers(?::|$)/;

const WORKLOADS: Readonly<Record<string, readonly [group: string, resource: string]>> = {
  ReplicationController: ['', 'replicationcontrollers'],
  Deployment: ['apps', 'deployments'],
  DaemonSet: ['apps', 'daemonsets'],
  StatefulSet: ['apps', 'statefulsets'],
  ReplicaSet: ['apps', 'replicasets'],
  Job: ['batch', 'jobs'],
  CronJob: ['batch', 'cronjobs'],
};

function requests(verbs: readonly string[], resource: string, parts: Parameters<typeof resourceAction>[2] = {}): Action[] {
  return verbs.map((verb) => resourceAction(verb, resource, parts));
}

function need(...anyOf: readonly Action[]): StepNeed {
  return { kind: 'request', anyOf };
}

function holding(foothold: Foothold): StepNeed {
  return { kind: 'foothold', foothold };
}

function asSubject(subject: Subject): Foothold {
  return { kind: 'subject', subject };
}

/** Every step that this cluster could allow to somebody; who may take which is for the search to find. */
export function candidatesOf(policy: RbacPolicy, surroundings: Surroundings): readonly Candidate[] {
  return [
    { technique: 'full-rights', to: CLUSTER, needs: [need(resourceAction('*', '*', { apiGroup: '*' }))], conditions: [] },
    ...controlPlane(policy, surroundings),
    ...roleWrites(policy, surroundings),
    ...nodes(surroundings),
    ...impersonations(policy, surroundings),
    ...certificates(policy),
    ...accounts(surroundings),
  ];
}

function* controlPlane({ bindings }: RbacPolicy, { hasAwsAuth }: Surroundings): Generator<Candidate> {
  yield {
    technique: 'mutating-webhook',
    to: CLUSTER,
    needs: [need(...requests(['create', 'update', 'patch'], 'mutatingwebhookconfigurations', { apiGroup: ADMISSION }))],
    conditions: [open('somebody with more rights writes an object afterwards'), usual('the API server reaches an address of the attacker')],
  };
  yield {
    technique: 'mutating-policy',
    to: CLUSTER,
    needs: ['mutatingadmissionpolicies', 'mutatingadmissionpolicybindings'].map((resource) =>
      need(...requests(['create', 'update', 'patch'], resource, { apiGroup: ADMISSION })),
    ),
    conditions: [open('the API server serves MutatingAdmissionPolicy'), open('somebody with more rights writes an object afterwards')],
  };
  if (hasAwsAuth) {
    yield {
      technique: 'cloud-mapping',
      to: CLUSTER,
      needs: [need(...requests(['update', 'patch'], 'configmaps', { namespace: 'kube-system', name: 'aws-auth' }))],
      conditions: [open('the cluster is one of EKS that reads aws-auth'), usual('the attacker has an identity in that cloud')],
    };
  }
  yield {
    technique: 'control-plane-node',
    to: CLUSTER,
    needs: [holding(NODE)],
    conditions: [SELF_MANAGED],
  };
  const bootstrappers = bindings.flatMap(({ subjects }) =>
    subjects.filter(({ kind, name }) => kind === 'Group' && BOOTSTRAPPERS.test(name)),
  );
  for (const group of unique(bootstrappers)) {
    yield {
      technique: 'bootstrap-token',
      to: asSubject(group),
      needs: [need(resourceAction('create', 'secrets', { namespace: 'kube-system' }))],
      conditions: [open('the API server takes bootstrap tokens, as with kubeadm')],
    };
  }
}

/** Registries let nobody give away more than he holds, except with the verbs `bind` and `escalate`. */
function* roleWrites({ roles, bindings }: RbacPolicy, { namespaces }: Surroundings): Generator<Candidate> {
  const writes = (resource: string, namespace: string): StepNeed =>
    need(...requests(['create', 'update', 'patch'], resource, { apiGroup: RBAC_GROUP, namespace }));
  const everywhere = writes('clusterrolebindings', '');
  const within = new Map([...namespaces.keys()].map((namespace) => [namespace, writes('rolebindings', namespace)]));
  for (const role of roles) {
    const powers = role.kind === 'ClusterRole' ? role.rules.flatMap((rule) => powersOf(rule)) : [];
    const isFull = powers.some(({ id }) => id === 'everything');
    if (!isFull && !powers.some(({ rank }) => rank <= 2)) continue;
    const bind = (namespace: string): Action =>
      resourceAction('bind', 'clusterroles', { apiGroup: RBAC_GROUP, namespace, name: role.name });
    yield {
      technique: 'bind-role',
      to: isFull ? CLUSTER : { kind: 'role', role, namespace: '' },
      needs: [everywhere, need(bind(''))],
      conditions: [],
    };
    for (const [namespace, write] of within) {
      yield {
        technique: 'bind-role',
        to: isFull ? { kind: 'namespace', namespace } : { kind: 'role', role, namespace },
        needs: [write, need(bind(namespace))],
        conditions: [],
      };
    }
  }
  for (const binding of bindings) yield* raise(binding);
}

function* raise({ kind, namespace, role, subjects }: Binding): Generator<Candidate> {
  // The cluster writes over the rules of a role that gathers others.
  if (!role || role.clusterRoleSelectors) return;
  const parts = { apiGroup: RBAC_GROUP, namespace: role.namespace, name: role.name };
  const resource = role.kind === 'Role' ? 'roles' : 'clusterroles';
  for (const subject of subjects) {
    yield {
      technique: 'raise-role',
      to: kind === 'ClusterRoleBinding' ? CLUSTER : { kind: 'namespace', namespace },
      needs: [
        holding(asSubject(subject)),
        need(...requests(['update', 'patch'], resource, parts)),
        need(...requests(['escalate'], resource, parts)),
      ],
      conditions: [],
    };
  }
}

function* nodes({ namespaces, pods }: Surroundings): Generator<Candidate> {
  for (const [namespace, { enforces, isKnown }] of namespaces) {
    const create = need(...creations(namespace));
    const unknown = isKnown ? [] : [open(`namespace ${namespace} enforces no level of Pod Security; it is not among the objects`)];
    if (enforces === 'privileged') {
      yield { technique: 'privileged-pod', to: NODE, needs: [create], conditions: [...unknown, ADMITTED] };
      continue;
    }
    yield {
      technique: 'privileged-pod',
      to: NODE,
      needs: [create, need(...requests(['update', 'patch'], 'namespaces', { namespace, name: namespace }))],
      conditions: [usual(`the label that enforces ${enforces} in namespace ${namespace} is taken away first`), ADMITTED],
    };
    yield {
      technique: 'host-path-volume',
      to: NODE,
      needs: [
        create,
        need(resourceAction('create', 'persistentvolumes')),
        need(resourceAction('create', 'persistentvolumeclaims', { namespace })),
      ],
      conditions: [ADMITTED],
    };
  }
  const proxy = need(...requests(['get', 'create'], 'nodes/proxy'));
  yield { technique: 'node-proxy', to: CLUSTER, needs: [proxy], conditions: [SELF_MANAGED] };
  yield {
    technique: 'node-certificate',
    to: KUBELET,
    needs: [
      need(resourceAction('create', 'certificatesigningrequests', { apiGroup: CERTIFICATES })),
      need(resourceAction('create', 'certificatesigningrequests/nodeclient', { apiGroup: CERTIFICATES })),
      readCertificate(),
    ],
    conditions: [usual('the controller manager approves and signs requests of kubelets, as it does by default')],
  };
  for (const pod of pods) {
    const to = accountOf(pod);
    if (pod.holdsToken) yield { technique: 'node-proxy', to, needs: [proxy], conditions: [usual(runs(pod))] };
    yield {
      technique: 'pods-of-node',
      to,
      needs: [holding(NODE)],
      conditions: [usual(`${runs(pod)} on that node, which the attacker chooses`)],
    };
    yield {
      technique: 'pods-of-node',
      to,
      needs: [holding(KUBELET)],
      conditions: [usual(`${runs(pod)} on the node whose name the attacker takes`)],
    };
  }
}

function accountOf({ namespace, serviceAccount }: RunningPod): Foothold {
  return asSubject({ kind: 'ServiceAccount', namespace, name: serviceAccount });
}

function runs({ kind, namespace, name }: RunningPod): string {
  return kind === 'Pod' ? `Pod ${namespace}/${name} runs` : `a pod of ${kind} ${namespace}/${name} runs`;
}

/** A pod, or anything that the cluster makes pods of. */
function creations(namespace: string): Action[] {
  const resources: readonly (readonly [string, string])[] = [['', 'pods'], ...Object.values(WORKLOADS)];
  return resources.map(([apiGroup, resource]) => resourceAction('create', resource, { apiGroup, namespace }));
}

function* impersonations({ bindings }: RbacPolicy, { serviceAccounts }: Surroundings): Generator<Candidate> {
  const subjects = bindings.flatMap((binding) => binding.subjects);
  const users = unique(subjects.filter(({ kind }) => kind === 'User'));
  const impersonate = (resource: string, name: string, namespace = ''): Action =>
    resourceAction('impersonate', resource, { name, namespace });
  for (const user of users) {
    yield { technique: 'impersonate', to: asSubject(user), needs: [need(impersonate('users', user.name))], conditions: [] };
  }
  for (const { namespace, name } of serviceAccounts) {
    const to: Foothold = asSubject({ kind: 'ServiceAccount', namespace, name });
    yield { technique: 'impersonate', to, needs: [need(impersonate('serviceaccounts', name, namespace))], conditions: [] };
  }
  // A group is only taken together with a user or a service account, whichever.
  const anybody = need(
    impersonate('users', ''),
    ...users.map(({ name }) => impersonate('users', name)),
    ...serviceAccounts.map(({ name, namespace }) => impersonate('serviceaccounts', name, namespace)),
  );
  const groups = unique(subjects.filter(({ kind }) => kind === 'Group'));
  for (const name of new Set([SYSTEM_MASTERS, ...groups.map((group) => group.name)])) {
    const to: Foothold = name === SYSTEM_MASTERS ? CLUSTER : asSubject({ kind: 'Group', namespace: '', name });
    yield { technique: 'impersonate', to, needs: [need(impersonate('groups', name)), anybody], conditions: [] };
  }
  yield {
    technique: 'impersonate',
    to: KUBELET,
    needs: [need(impersonate('groups', NODES)), need(impersonate('users', ''))],
    conditions: [],
  };
}

/** Nobody gets a certificate for system:masters: the admission plugin CertificateSubjectRestriction refuses the request. */
function* certificates({ bindings }: RbacPolicy): Generator<Candidate> {
  const approve = (signer: string): StepNeed[] => [
    need(resourceAction('create', 'certificatesigningrequests', { apiGroup: CERTIFICATES })),
    need(...requests(['update', 'patch'], 'certificatesigningrequests/approval', { apiGroup: CERTIFICATES })),
    need(
      resourceAction('approve', 'signers', { apiGroup: CERTIFICATES, name: signer }),
      resourceAction('approve', 'signers', { apiGroup: CERTIFICATES, name: 'kubernetes.io/*' }),
    ),
    readCertificate(),
  ];
  const conditions = [usual('the controller manager signs what is approved, as it does by default')];
  for (const subject of unique(bindings.flatMap(({ subjects }) => subjects))) {
    if (subject.kind === 'ServiceAccount' || subject.name === SYSTEM_MASTERS) continue;
    yield { technique: 'sign-certificate', to: asSubject(subject), needs: approve(CLIENT_SIGNER), conditions };
  }
  yield { technique: 'sign-certificate', to: KUBELET, needs: approve(`${CLIENT_SIGNER}-kubelet`), conditions };
}

/** The certificate stands in the status of the request. */
function readCertificate(): StepNeed {
  return need(...requests(['get', 'list', 'watch'], 'certificatesigningrequests', { apiGroup: CERTIFICATES }));
}

/** Ways to a service account that lead through its namespace. */
function* accounts({ serviceAccounts, tokenSecrets, pods }: Surroundings): Generator<Candidate> {
  const create = new Map<string, StepNeed>();
  for (const subject of serviceAccounts) {
    const { namespace, name } = subject;
    const to = asSubject(subject);
    const creation = create.get(namespace) ?? need(...creations(namespace));
    create.set(namespace, creation);
    yield {
      technique: 'token-request',
      to,
      needs: [need(resourceAction('create', 'serviceaccounts/token', { namespace, name }))],
      conditions: [],
    };
    yield { technique: 'create-pod', to, needs: [creation], conditions: [] };
    yield {
      technique: 'create-token-secret',
      to,
      needs: [
        need(resourceAction('create', 'secrets', { namespace })),
        need(...requests(['get', 'list', 'watch'], 'secrets', { namespace })),
      ],
      conditions: [],
    };
  }
  for (const { namespace, name, serviceAccount } of tokenSecrets) {
    yield {
      technique: 'read-token-secret',
      to: asSubject({ kind: 'ServiceAccount', namespace, name: serviceAccount }),
      needs: [need(resourceAction('get', 'secrets', { namespace, name }), ...requests(['list', 'watch'], 'secrets', { namespace }))],
      conditions: [usual(`the cluster has filled Secret ${namespace}/${name}`)],
    };
  }
  const byNamespace = Map.groupBy(serviceAccounts, ({ namespace }) => namespace);
  for (const pod of pods) {
    yield* insidePod(pod);
    const workload = WORKLOADS[pod.kind];
    // The template of a Job cannot be changed.
    if (!workload || pod.kind === 'Job') continue;
    const [apiGroup, resource] = workload;
    const change = need(...requests(['update', 'patch'], resource, { apiGroup, namespace: pod.namespace, name: pod.name }));
    for (const subject of byNamespace.get(pod.namespace) ?? []) {
      yield {
        technique: 'change-workload',
        to: asSubject(subject),
        needs: [change],
        conditions: [usual(`${pod.kind} ${pod.namespace}/${pod.name} is there`)],
      };
    }
  }
}

function* insidePod(pod: RunningPod): Generator<Candidate> {
  if (!pod.holdsToken) return;
  const to = accountOf(pod);
  const { namespace } = pod;
  const parts = { namespace, name: pod.podName ?? '' };
  const conditions = [usual(runs(pod))];
  yield { technique: 'exec', to, needs: [need(resourceAction('create', 'pods/exec', parts))], conditions };
  yield {
    technique: 'exec',
    to,
    needs: [need(resourceAction('get', 'pods/exec', parts))],
    conditions: [...conditions, open('the API server opens websockets for the verb get, as it did by default before 1.35')],
  };
  yield {
    technique: 'attach',
    to,
    needs: [need(...requests(['create', 'get'], 'pods/attach', parts))],
    conditions: [...conditions, open('its process obeys what is typed into it')],
  };
  yield {
    technique: 'ephemeral-container',
    to,
    needs: [need(...requests(['update', 'patch'], 'pods/ephemeralcontainers', parts))],
    conditions,
  };
  yield { technique: 'change-pod', to, needs: [need(...requests(['update', 'patch'], 'pods', parts))], conditions };
}

function unique(subjects: readonly Subject[]): Subject[] {
  return [...new Map(subjects.map((subject) => [footholdKey(asSubject(subject)), subject])).values()];
}
