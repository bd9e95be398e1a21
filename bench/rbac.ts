import os from 'node:os';
import process from 'node:process';
import {
  type Action,
  accessDifference,
  createRbacAuthorizer,
  findEscalation,
  identify,
  type PolicyObject,
  pathAction,
  powerMatrix,
  readPolicy,
  readSurroundings,
  resourceAction,
  serviceAccountName,
  type UserInfo,
} from '../src/engines/rbac/index.ts';

/** Bindings, with half as many subjects and a fifth as many roles. */
const SIZES = [1000, 10_000, 40_000];
const DECISIONS = 200_000;
const QUESTIONS = 200;
const ROUNDS = 5;

const VERBS = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection'];
const RESOURCES = [
  'pods',
  'pods/log',
  'pods/exec',
  'secrets',
  'configmaps',
  'services',
  'endpoints',
  'events',
  'nodes',
  'serviceaccounts/token',
];
const GROUPS = ['', 'apps', 'batch', 'networking.k8s.io', 'example.com', 'rbac.authorization.k8s.io'];
const GROUP = 'rbac.authorization.k8s.io';

/** The same numbers in every run: https://en.wikipedia.org/wiki/Linear_congruential_generator */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

interface Cluster {
  readonly objects: readonly PolicyObject[];
  readonly users: readonly UserInfo[];
  readonly actions: readonly Action[];
}

function generate(bindings: number): Cluster {
  const roll = dice(bindings);
  const pick = <T>(values: readonly T[]): T => values[roll(values.length)] as T;
  const some = (values: readonly string[], most: number): string[] => [
    ...new Set(Array.from({ length: 1 + roll(most) }, () => pick(values))),
  ];
  const namespaces = Array.from({ length: Math.max(10, bindings / 50) }, (_, index) => `team-${index}`);
  const resources = [...RESOURCES, ...Array.from({ length: 200 }, (_, index) => `widgets${index}`)];
  const rule = (): Record<string, unknown> => {
    if (roll(50) === 0) return { verbs: ['get'], nonResourceURLs: [`/metrics/${roll(50)}${pick(['', '/*'])}`] };
    return {
      verbs: roll(20) === 0 ? ['*'] : some(VERBS, 4),
      apiGroups: roll(20) === 0 ? ['*'] : some(GROUPS, 2),
      resources: roll(50) === 0 ? ['*'] : some(resources, 4),
      ...(roll(5) === 0 ? { resourceNames: some(namespaces, 3) } : {}),
    };
  };
  const roles = Array.from({ length: bindings / 5 }, (_, index): PolicyObject => {
    const value = { rules: Array.from({ length: 1 + roll(9) }, rule) };
    return index % 2 === 0
      ? { group: GROUP, kind: 'ClusterRole', name: `role-${index}`, value }
      : { group: GROUP, kind: 'Role', namespace: pick(namespaces), name: `role-${index}`, value };
  });
  const subjects = Array.from({ length: bindings / 2 }, (_, index) => {
    if (index % 10 === 0) return { kind: 'Group', name: `group-${index}` };
    return index % 2 === 0
      ? { kind: 'User', name: `user-${index}` }
      : { kind: 'ServiceAccount', namespace: pick(namespaces), name: `account-${index}` };
  });
  const bound = Array.from({ length: bindings }, (_, index): PolicyObject => {
    const role = pick(roles);
    const value = { roleRef: { kind: role.kind, name: role.name }, subjects: Array.from({ length: 1 + roll(3) }, () => pick(subjects)) };
    // One in ten holds for the whole cluster.
    if (index % 10 === 0 && role.kind === 'ClusterRole')
      return { group: GROUP, kind: 'ClusterRoleBinding', name: `binding-${index}`, value };
    return { group: GROUP, kind: 'RoleBinding', namespace: role.namespace ?? pick(namespaces), name: `binding-${index}`, value };
  });
  const groups = subjects.filter(({ kind }) => kind === 'Group').map(({ name }) => name);
  const users = subjects.map(({ kind, namespace, name }) =>
    kind === 'ServiceAccount' ? identify(serviceAccountName(namespace ?? '', name)) : identify(name, [pick(groups), pick(groups)]),
  );
  const actions = Array.from({ length: 5000 }, () => {
    if (roll(50) === 0) return pathAction('get', `/metrics/${roll(50)}/x`);
    const name = roll(2) === 0 ? pick(namespaces) : '';
    return resourceAction(pick(VERBS), pick(resources), { apiGroup: pick(GROUPS), namespace: pick(namespaces), name });
  });
  return { objects: [...roles, ...bound], users, actions };
}

function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
}

function percentile(times: Float64Array, share: number): number {
  return times.toSorted()[Math.floor(times.length * share)] ?? Number.NaN;
}

function measure(bindings: number): string {
  const { objects, users, actions } = generate(bindings);
  const index = (): ReturnType<typeof createRbacAuthorizer> => createRbacAuthorizer(readPolicy(objects));
  const builds = Array.from({ length: ROUNDS }, () => {
    const start = performance.now();
    index();
    return performance.now() - start;
  });
  const authorizer = index();
  const roll = dice(1);
  // Half of the requests are for a namespace in which the user has a role.
  const requests = Array.from({ length: DECISIONS }, (): readonly [UserInfo | undefined, Action | undefined] => {
    const [user, action] = [users[roll(users.length)], actions[roll(actions.length)]];
    const own = user && roll(2) === 0 ? authorizer.namespacesOf(user) : [];
    return [user, action?.kind === 'resource' && own.length > 0 ? { ...action, namespace: own[roll(own.length)] ?? '' } : action];
  });
  const decisions = new Float64Array(DECISIONS);
  let allowed = 0;
  for (const [number, [user, action]] of requests.entries()) {
    if (!user || !action) continue;
    const start = performance.now();
    if (authorizer.decide(user, action).kind === 'allow') allowed++;
    decisions[number] = performance.now() - start;
  }
  const questions = new Float64Array(QUESTIONS);
  let found = 0;
  for (const [number, action] of actions.slice(0, QUESTIONS).entries()) {
    const start = performance.now();
    found += authorizer.whoCan(action).length;
    questions[number] = performance.now() - start;
  }
  const timed = (work: () => unknown): number => {
    const start = performance.now();
    work();
    return performance.now() - start;
  };
  const matrix = median(Array.from({ length: ROUNDS }, () => timed(() => powerMatrix(authorizer))));
  const { policy } = authorizer;
  const surroundings = readSurroundings([], policy, 'default');
  const accounts = policy.bindings.flatMap((binding) => binding.subjects.filter(({ kind }) => kind === 'ServiceAccount'));
  const escalations = median(
    Array.from({ length: ROUNDS }, () => {
      const start = accounts[roll(accounts.length)];
      return start ? timed(() => findEscalation(start, policy, surroundings, authorizer.isAllowed)) : 0;
    }),
  );
  // A release that changes one role in a hundred.
  const changed = objects.map((object, number) =>
    object.kind.endsWith('Role') && number % 100 === 0
      ? { ...object, value: { rules: [{ verbs: ['*'], apiGroups: [''], resources: ['pods'] }] } }
      : object,
  );
  const other = createRbacAuthorizer(readPolicy(changed));
  const difference = median(Array.from({ length: ROUNDS }, () => timed(() => accessDifference(authorizer, other))));
  const micro = (share: number): string => `${(percentile(decisions, share) * 1000).toFixed(1)} µs`;
  const milli = (share: number): string => `${percentile(questions, share).toFixed(2)} ms`;
  return [
    `| ${bindings} bindings, ${bindings / 2} subjects, ${bindings / 5} roles`,
    `${median(builds).toFixed(0)} ms`,
    `${micro(0.5)} (99 %: ${micro(0.99)}; ${((allowed / DECISIONS) * 100).toFixed(1)} % allowed)`,
    `${milli(0.5)} (99 %: ${milli(0.99)}; ${Math.round(found / QUESTIONS)} subjects)`,
    `${matrix.toFixed(0)} ms`,
    `${escalations.toFixed(0)} ms`,
    `${difference.toFixed(0)} ms |`,
  ].join(' | ');
}

process.stdout.write(`${os.cpus()[0]?.model}, ${os.availableParallelism()} threads; Node ${process.version}\n\n`);
process.stdout.write(
  '| | index | one decision with proof, median | who can, median | matrix of all subjects | escalation of one | difference |\n|---|---|---|---|---|---|---|\n',
);
for (const size of SIZES) process.stdout.write(`${measure(size)}\n`);
