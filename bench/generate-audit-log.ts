/** One line of an audit log, as an API server writes it at level Metadata, some with the objects of level RequestResponse. */
export type AuditLine = string;

/** The same numbers in every run: https://en.wikipedia.org/wiki/Linear_congruential_generator */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

interface Who {
  readonly username: string;
  readonly uid?: string;
  readonly groups: readonly string[];
  readonly extra?: Readonly<Record<string, readonly string[]>>;
}

interface Request {
  readonly user: Who;
  readonly agent: string;
  readonly verb: string;
  readonly uri: string;
  readonly ref?: Readonly<Record<string, string>>;
  readonly as?: Who;
  readonly code?: number;
  readonly decision?: 'allow' | 'forbid' | 'none';
  readonly reason: string;
  readonly body?: number;
}

const AUTHENTICATED = 'system:authenticated';
const CONSONANTS = 'bcdfghjklmnpqrstvwxz2456789';
const START = Date.UTC(2026, 9, 1, 6, 0, 0);
const APPS = ['web', 'cart', 'orders', 'payments', 'search'];
const NAMESPACES = ['shop', 'shop-staging', 'billing'];

function account(namespace: string, name: string, pod: string): Who {
  return {
    username: `system:serviceaccount:${namespace}:${name}`,
    uid: '1f6c6d7a-52f0-4b1e-9a52-2f4d0a3c9b11',
    groups: ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, AUTHENTICATED],
    extra: {
      'authentication.kubernetes.io/credential-id': ['JTI=7ee52be0-9045-4653-aa5e-0da57b8dccdc'],
      'authentication.kubernetes.io/pod-name': [pod],
    },
  };
}

const JANE: Who = { username: 'jane@example.com', groups: ['developers', AUTHENTICATED] };
const OMAR: Who = { username: 'omar@example.com', groups: ['developers', 'on-call', AUTHENTICATED] };
const ADMIN: Who = { username: 'kubernetes-admin', groups: ['kubeadm:cluster-admins', AUTHENTICATED] };
const CI = account('ci', 'deployer', 'runner-0');
const OPERATOR = account('shop', 'queue-operator', 'queue-operator-6d5c7b9f8d-x2k4c');
const PROMETHEUS = account('monitoring', 'prometheus', 'prometheus-0');
const DEPLOYMENT_CONTROLLER: Who = {
  username: 'system:serviceaccount:kube-system:deployment-controller',
  groups: ['system:serviceaccounts', 'system:serviceaccounts:kube-system', AUTHENTICATED],
};
const SCHEDULER: Who = { username: 'system:kube-scheduler', groups: [AUTHENTICATED] };
const KUBECTL = 'kubectl/v1.34.1 (linux/amd64) kubernetes/93248f9';

function rbac(binding: string, role: string, subject: string): string {
  const [bindingKind = '', bindingName = ''] = binding.split(' ');
  const [roleKind = '', roleName = ''] = role.split(' ');
  return `RBAC: allowed by ${bindingKind} "${bindingName}" of ${roleKind} "${roleName}" to ${subject}`;
}

const BY_DEVELOPERS = rbac('ClusterRoleBinding developers', 'ClusterRole edit', 'Group "developers"');
const BY_CI = rbac('ClusterRoleBinding ci-admin', 'ClusterRole cluster-admin', 'ServiceAccount "deployer/ci"');
const BY_OPERATOR = rbac('RoleBinding queue-operator/shop', 'Role queue-operator', 'ServiceAccount "queue-operator/shop"');
const BY_PROMETHEUS = rbac('ClusterRoleBinding prometheus', 'ClusterRole prometheus', 'ServiceAccount "prometheus/monitoring"');
const BY_ADMIN = rbac('ClusterRoleBinding kubeadm:cluster-admins', 'ClusterRole cluster-admin', 'Group "kubeadm:cluster-admins"');
const BY_DISCOVERY = rbac('ClusterRoleBinding system:discovery', 'ClusterRole system:discovery', 'Group "system:authenticated"');

/** Where a resource stands: `/api/v1/namespaces/shop/pods/web-1`, and how the log refers to it. */
function at(path: string, group: string, resource: string, namespace = '', name = '', subresource = ''): Pick<Request, 'uri' | 'ref'> {
  const root = group === '' ? '/api/v1' : `/apis/${group}/v1`;
  const place = namespace === '' ? '' : `/namespaces/${namespace}`;
  const ref = { resource, namespace, name, subresource, apiGroup: group, apiVersion: 'v1' };
  return {
    uri: `${root}${place}/${resource}${name === '' ? '' : `/${name}`}${subresource === '' ? '' : `/${subresource}`}${path}`,
    ref: Object.fromEntries(Object.entries(ref).filter(([, value]) => value !== '')),
  };
}

/** The name in the log of what was created, which the request itself did not carry. */
function created(place: Pick<Request, 'uri' | 'ref'>, name: string): Pick<Request, 'uri' | 'ref'> {
  return { uri: place.uri, ref: { ...place.ref, name } };
}

/** Lines of a log of `count` events: controllers, people with kubectl, a pipeline, an operator and monitoring in one cluster over eleven days. */
export function* generateAuditLog(count: number, seed = 1): Generator<AuditLine> {
  const roll = dice(seed);
  const pick = <T>(values: readonly T[]): T => values[roll(values.length)] as T;
  const suffix = (length: number): string => Array.from({ length }, () => CONSONANTS[roll(CONSONANTS.length)]).join('');
  const pods = Array.from({ length: 60 }, () => `${pick(APPS)}-${suffix(10)}-${suffix(5)}`);
  const id = (): string =>
    [8, 4, 4, 4, 12]
      .map((length) =>
        roll(16 ** 4)
          .toString(16)
          .padStart(length, '0')
          .slice(-length),
      )
      .join('-');
  const kinds = requestKinds(roll, pick, pods, suffix);
  let written = 0;
  for (let number = 0; written < count; number++) {
    const request = pick(kinds)();
    const time = new Date(START + Math.floor((written / count) * 11 * 86_400_000) + roll(1000));
    for (const line of linesOf(request, id(), time, roll)) {
      if (written++ >= count) return;
      yield line;
    }
  }
}

type Maker = () => Request;

function requestKinds(
  roll: (below: number) => number,
  pick: <T>(values: readonly T[]) => T,
  pods: readonly string[],
  suffix: (length: number) => string,
): readonly Maker[] {
  const developer = (): Who => (roll(3) === 0 ? OMAR : JANE);
  const kubectl = { agent: KUBECTL, reason: BY_DEVELOPERS };
  const people: Maker[] = [
    () => ({ ...kubectl, user: developer(), verb: 'list', ...at('?limit=500', '', 'pods', pick(NAMESPACES)) }),
    () => ({ ...kubectl, user: developer(), verb: 'get', ...at('', '', 'pods', 'shop', pick(pods)) }),
    () => ({ ...kubectl, user: developer(), verb: 'get', ...at('?container=app&follow=true', '', 'pods', 'shop', pick(pods), 'log') }),
    () => ({ ...kubectl, user: developer(), verb: 'get', ...at('', 'apps', 'deployments', 'shop', pick(APPS)) }),
    () => ({
      ...kubectl,
      user: developer(),
      verb: 'patch',
      ...at('?fieldManager=kubectl-edit', 'apps', 'deployments', 'shop-staging', pick(APPS)),
      body: 4000,
    }),
    () => ({ ...kubectl, user: JANE, verb: 'get', uri: '/api?timeout=32s', reason: BY_DISCOVERY }),
    () => ({ ...kubectl, user: JANE, verb: 'get', uri: '/apis?timeout=32s', reason: BY_DISCOVERY }),
    () => ({
      ...kubectl,
      user: JANE,
      verb: 'create',
      ...at('?command=sh&stdin=true&tty=true', '', 'pods', 'shop-staging', pick(pods), 'exec'),
      code: 101,
    }),
    () => ({
      ...kubectl,
      user: JANE,
      verb: 'get',
      ...at('', '', 'secrets', 'billing', 'stripe-key'),
      decision: 'forbid',
      code: 403,
      reason: '',
    }),
    () => ({ ...kubectl, user: OMAR, verb: 'list', ...at('?fieldSelector=metadata.name%3Dweb-config', '', 'configmaps', 'shop') }),
    () => ({ ...kubectl, user: ADMIN, verb: 'get', ...at('', 'apps', 'deployments', 'shop', 'web'), as: JANE }),
    () => ({ ...kubectl, user: ADMIN, verb: 'list', ...at('?limit=500', '', 'nodes'), reason: BY_ADMIN }),
    () => ({
      ...kubectl,
      user: ADMIN,
      verb: 'create',
      ...created(at('', '', 'namespaces'), `pr-${roll(40)}`),
      code: 201,
      reason: BY_ADMIN,
    }),
  ];
  const pipeline: Maker[] = [
    () => ({
      user: CI,
      agent: 'helm/v3.19',
      verb: 'get',
      ...at('', 'apps', 'deployments', pick(['shop', 'shop-staging']), pick(APPS)),
      reason: BY_CI,
    }),
    () => ({
      user: CI,
      agent: 'helm/v3.19',
      verb: 'patch',
      ...at('?fieldManager=helm', 'apps', 'deployments', pick(['shop', 'shop-staging']), pick(APPS)),
      reason: BY_CI,
      body: 6000,
    }),
    () => ({
      user: CI,
      agent: 'helm/v3.19',
      verb: 'list',
      ...at('?labelSelector=owner%3Dhelm', '', 'secrets', pick(['shop', 'shop-staging'])),
      reason: BY_CI,
    }),
    () => ({
      user: CI,
      agent: 'helm/v3.19',
      verb: 'create',
      ...created(at('', '', 'secrets', pick(['shop', 'shop-staging'])), `sh.helm.release.v1.web.v${roll(200)}`),
      code: 201,
      reason: BY_CI,
    }),
    () => ({
      user: CI,
      agent: 'helm/v3.19',
      verb: 'create',
      ...created(at('', 'batch', 'jobs', 'shop'), `migrate-${suffix(5)}`),
      code: 201,
      reason: BY_CI,
    }),
    () => ({ user: CI, agent: 'helm/v3.19', verb: 'watch', ...at('?watch=true', 'batch', 'jobs', 'shop'), reason: BY_CI }),
  ];
  const operator: Maker[] = [
    () => ({
      user: OPERATOR,
      agent: 'queue-operator/v1.4',
      verb: 'watch',
      ...at('?watch=true&resourceVersion=1', 'example.com', 'queues', 'shop'),
      reason: BY_OPERATOR,
    }),
    () => ({
      user: OPERATOR,
      agent: 'queue-operator/v1.4',
      verb: 'list',
      ...at('?limit=500', 'example.com', 'queues', 'shop'),
      reason: BY_OPERATOR,
    }),
    () => ({
      user: OPERATOR,
      agent: 'queue-operator/v1.4',
      verb: 'update',
      ...at('', 'example.com', 'queues', 'shop', pick(['mail', 'invoices']), 'status'),
      reason: BY_OPERATOR,
    }),
    () => ({
      user: OPERATOR,
      agent: 'queue-operator/v1.4',
      verb: pick(['get', 'update']),
      ...at('', 'coordination.k8s.io', 'leases', 'shop', 'queue-operator'),
      reason: BY_OPERATOR,
    }),
    () => ({
      user: OPERATOR,
      agent: 'queue-operator/v1.4',
      verb: 'create',
      ...created(at('', '', 'events', 'shop'), `mail.${suffix(16)}`),
      code: 201,
      reason: BY_OPERATOR,
    }),
    () => ({
      user: OPERATOR,
      agent: 'queue-operator/v1.4',
      verb: 'create',
      ...at('', '', 'serviceaccounts', 'shop', 'queue-worker', 'token'),
      code: 201,
      reason: BY_OPERATOR,
    }),
  ];
  const monitoring: Maker[] = [
    () => ({
      user: PROMETHEUS,
      agent: 'Prometheus/3.6',
      verb: 'watch',
      ...at('?watch=true', '', pick(['pods', 'services', 'endpoints', 'nodes'])),
      reason: BY_PROMETHEUS,
    }),
    () => ({ user: PROMETHEUS, agent: 'Prometheus/3.6', verb: 'get', uri: '/metrics', reason: BY_PROMETHEUS }),
  ];
  const parts: Maker[] = [
    () => ({
      user: DEPLOYMENT_CONTROLLER,
      agent: 'kube-controller-manager',
      verb: 'update',
      ...at('', 'apps', 'deployments', 'shop', pick(APPS), 'status'),
      reason: '',
    }),
    () => ({
      user: SCHEDULER,
      agent: 'kube-scheduler',
      verb: 'create',
      ...at('', '', 'pods', 'shop', pick(pods), 'binding'),
      code: 201,
      reason: '',
    }),
    () => {
      const node = `node-${roll(20)}`;
      const user = { username: `system:node:${node}`, groups: ['system:nodes', AUTHENTICATED] };
      return { user, agent: 'kubelet', verb: 'patch', ...at('', '', 'pods', 'shop', pick(pods), 'status'), reason: '' };
    },
    () => ({
      user: { username: 'system:anonymous', groups: ['system:unauthenticated'] },
      agent: 'curl',
      verb: 'get',
      uri: '/secret',
      decision: 'forbid',
      code: 403,
      reason: '',
    }),
  ];
  // Parts of the cluster talk most.
  return [...people, ...people, ...pipeline, ...operator, ...operator, ...monitoring, ...parts, ...parts, ...parts, ...parts];
}

function* linesOf(request: Request, auditID: string, time: Date, roll: (below: number) => number): Generator<AuditLine> {
  const { user, agent, verb, uri, ref, as, code = 200, decision = 'allow', reason, body } = request;
  const isLong = verb === 'watch' || ref?.['subresource'] === 'exec' || uri.includes('follow=true');
  const stamp = time.toISOString().replace('Z', `${String(roll(1000)).padStart(3, '0')}Z`);
  const objects = body === undefined ? {} : { requestObject: bigObject(ref, body), responseObject: bigObject(ref, body) };
  const stages =
    isLong && code < 400 ? ['RequestReceived', 'ResponseStarted', 'ResponseComplete'] : ['RequestReceived', 'ResponseComplete'];
  for (const stage of stages) {
    const isAnswered = stage !== 'RequestReceived';
    yield JSON.stringify({
      kind: 'Event',
      apiVersion: 'audit.k8s.io/v1',
      level: body === undefined ? 'Metadata' : 'RequestResponse',
      auditID,
      stage,
      requestURI: uri,
      verb,
      user,
      ...(as && isAnswered ? { impersonatedUser: as } : {}),
      sourceIPs: ['10.20.0.15'],
      userAgent: agent,
      ...(ref ? { objectRef: ref } : {}),
      ...(isAnswered ? { responseStatus: { metadata: {}, code } } : {}),
      ...(isAnswered ? objects : {}),
      requestReceivedTimestamp: stamp,
      stageTimestamp: stamp,
      ...(isAnswered && decision !== 'none'
        ? { annotations: { 'authorization.k8s.io/decision': decision, 'authorization.k8s.io/reason': reason } }
        : {}),
    });
  }
}

function bigObject(ref: Request['ref'], size: number): unknown {
  const labels = Object.fromEntries(
    Array.from({ length: Math.ceil(size / 40) }, (_, index) => [`app.example.com/label-${index}`, `value-${index}`]),
  );
  return {
    kind: 'Deployment',
    apiVersion: 'apps/v1',
    metadata: { name: ref?.['name'], labels },
    spec: { note: 'a "quoted" text \\ with {braces}' },
  };
}
