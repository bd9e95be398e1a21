import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createRbacAuthorizer, type RbacAuthorizer } from '../rbac-authorizer.ts';
import { readPolicy } from '../read-policy.ts';
import { type Action, pathAction, resourceAction } from '../request.ts';
import type { PolicyObject } from '../vocabulary.ts';
import { type CollectedLog, createLogCollector, type LoggedAction } from './collect.ts';
import { type GeneratedAccess, type GenerateOptions, generateAccess } from './generate.ts';
import { proveAccess } from './prove.ts';
import { ordinarySubjects } from './subjects.ts';
import { bindingObject, roleObject } from './write-policy.ts';

const EXACT: GenerateOptions = { names: 'keep', expandNamespaces: false, expandVerbs: false, includeDenied: false, prefix: 'audit' };
const DEFAULTS: RbacAuthorizer = createRbacAuthorizer(readPolicy([]));

const seen = (action: Action, more: Partial<LoggedAction> = {}): LoggedAction => ({
  action,
  isAnyName: false,
  allowed: 1,
  denied: 0,
  refused: 0,
  first: '',
  last: '',
  example: { file: 'audit.log', line: 1 },
  reason: '',
  ...more,
});

function logOf(actions: readonly LoggedAction[], name = 'bob'): CollectedLog {
  const empty = createLogCollector().result();
  return { ...empty, hasDecisions: true, users: [{ user: { name, groups: ['system:authenticated'] }, actions }] };
}

/** `get pods a,b @ns1`: a rule with its place. */
function rulesOf(actions: readonly Action[], options: Partial<GenerateOptions> = {}): string[] {
  const log = logOf(actions.map((action) => seen(action)));
  const generated = generateAccess(log, ordinarySubjects(log), DEFAULTS, { ...EXACT, ...options });
  assert.deepEqual(proveAccess(objectsOf(generated), generated).failures, []);
  return generated.flatMap(({ roles, bindings }) =>
    roles.flatMap((role) => {
      const places = bindings.filter((binding) => binding.role === role).map(({ namespace }) => namespace);
      return role.rules.map(({ rule: { verbs, apiGroups, resources, resourceNames, nonResourceURLs } }) => {
        const what =
          nonResourceURLs.length > 0
            ? nonResourceURLs.join()
            : `${resources.join()}${apiGroups.join() === '' ? '' : `.${apiGroups.join()}`}`;
        return `${verbs.join()} ${what}${resourceNames.length > 0 ? ` ${resourceNames.join()}` : ''} @${places.join() || 'cluster'}`;
      });
    }),
  );
}

function objectsOf(generated: readonly GeneratedAccess[]): PolicyObject[] {
  return generated
    .flatMap(({ roles, bindings }) => [...roles.map(roleObject), ...bindings.map(bindingObject)])
    .map((value): PolicyObject => {
      const { name, namespace } = value['metadata'] as { readonly name: string; readonly namespace?: string };
      return { group: 'rbac.authorization.k8s.io', kind: value['kind'] as string, name, ...(namespace ? { namespace } : {}), value };
    });
}

const get = (resource: string, name: string, namespace = '', apiGroup = ''): Action =>
  resourceAction('get', resource, { apiGroup, name, namespace });
const list = (resource: string, apiGroup = ''): Action => resourceAction('list', resource, { apiGroup });

// The situations of https://github.com/liggitt/audit2rbac/blob/master/pkg/process_test.go, with the options that ask for the same here.
describe('roles, in the situations that audit2rbac is tested with', () => {
  const both = [
    get('nodes', 'node1'),
    get('nodes', 'node2'),
    get('storageclasses', 'sc1', '', 'storage.k8s.io'),
    get('storageclasses', 'sc2', '', 'storage.k8s.io'),
  ];
  const many = [
    get('configmaps', 'cm1', 'ns1'),
    ...['ns1', 'ns2'].flatMap((namespace) =>
      ['1', '2'].flatMap((end) => [get('pods', `pod${end}`, namespace), get('deployments', `dep${end}`, namespace, 'apps')]),
    ),
  ];
  const apart = [
    get('configmaps', 'cm1', 'ns1'),
    ...[
      ['ns2', '1'],
      ['ns3', '1'],
      ['ns2', '2'],
      ['ns3', '3'],
    ].flatMap(([namespace, end]) => [get('pods', `pod${end}`, namespace), get('deployments', `dep${end}`, namespace, 'apps')]),
  ];

  it('nothing', () => assert.deepEqual(rulesOf([]), []));

  it('what every cluster allows already', () => assert.deepEqual(rulesOf([pathAction('get', '/api'), pathAction('get', '/apis')]), []));

  it('a path', () => assert.deepEqual(rulesOf([pathAction('get', '/foo')]), ['get /foo @cluster']));

  it('named resources of the cluster', () => {
    assert.deepEqual(rulesOf([get('nodes', 'mynode'), get('storageclasses', 'mysc', '', 'storage.k8s.io')]), [
      'get nodes mynode @cluster',
      'get storageclasses.storage.k8s.io mysc @cluster',
    ]);
  });

  it('named resources of the cluster, without the names', () => {
    assert.deepEqual(rulesOf(both, { names: 'drop' }), ['get nodes @cluster', 'get storageclasses.storage.k8s.io @cluster']);
  });

  it('named resources of the cluster, with the names', () => {
    assert.deepEqual(rulesOf(both), ['get nodes node1,node2 @cluster', 'get storageclasses.storage.k8s.io sc1,sc2 @cluster']);
  });

  it('verbs that go together cover single names', () => {
    assert.deepEqual(rulesOf([...both, list('nodes'), list('storageclasses', 'storage.k8s.io')], { expandVerbs: true }), [
      'get,list,watch nodes @cluster',
      'get,list,watch storageclasses.storage.k8s.io @cluster',
    ]);
  });

  it('named resources in namespaces', () => {
    assert.deepEqual(rulesOf([get('configmaps', 'cm1', 'ns1'), get('pods', 'pod1', 'ns2')]), [
      'get configmaps cm1 @ns1',
      'get pods pod1 @ns2',
    ]);
  });

  it('several namespaces become the whole cluster, without the names', () => {
    assert.deepEqual(rulesOf(many, { names: 'drop', expandNamespaces: true }), [
      'get pods @cluster',
      'get deployments.apps @cluster',
      'get configmaps @ns1',
    ]);
  });

  it('several namespaces become the whole cluster, name by name', () => {
    assert.deepEqual(rulesOf(apart, { expandNamespaces: true }), [
      'get pods pod1 @cluster',
      'get deployments.apps dep1 @cluster',
      'get configmaps cm1 @ns1',
      'get pods pod2 @ns2',
      'get deployments.apps dep2 @ns2',
      'get pods pod3 @ns3',
      'get deployments.apps dep3 @ns3',
    ]);
  });

  it('equal rules of several namespaces share a role', () => {
    assert.deepEqual(rulesOf(apart, { names: 'drop' }), ['get configmaps @ns1', 'get pods @ns2,ns3', 'get deployments.apps @ns2,ns3']);
  });

  it('each namespace with its names', () => {
    assert.deepEqual(rulesOf(apart), [
      'get configmaps cm1 @ns1',
      'get pods pod1,pod2 @ns2',
      'get deployments.apps dep1,dep2 @ns2',
      'get pods pod1,pod3 @ns3',
      'get deployments.apps dep1,dep3 @ns3',
    ]);
  });

  it('a list of the whole cluster covers single names in namespaces', () => {
    const lists = [list('deployments', 'apps'), list('configmaps'), list('pods')];
    assert.deepEqual(rulesOf([...apart, ...lists], { expandVerbs: true }), [
      'get,list,watch configmaps,pods @cluster',
      'get,list,watch deployments.apps @cluster',
    ]);
  });
});

describe('roles', () => {
  it('leave out names on their own where they are generated or many, or where a list shows all of them', () => {
    const names = Array.from({ length: 11 }, (_, index) => get('configmaps', `team-${index}a`, 'shop'));
    assert.deepEqual(rulesOf(names, { names: 'auto' }), ['get configmaps @shop']);
    assert.deepEqual(rulesOf(names.slice(1), { names: 'auto' }).length, 1);
    assert.match(rulesOf(names.slice(1), { names: 'auto' })[0] ?? '', /team-1a/);
    assert.deepEqual(rulesOf([get('pods', 'web-6d5c7b9f8d-x2k4c', 'shop')], { names: 'auto' }), ['get pods @shop']);
    assert.deepEqual(rulesOf([get('secrets', 'db', 'shop'), resourceAction('list', 'secrets', { namespace: 'shop' })], { names: 'auto' }), [
      'get,list secrets @shop',
    ]);
    const update = resourceAction('update', 'secrets', { namespace: 'shop', name: 'db' });
    assert.deepEqual(rulesOf([update, resourceAction('list', 'secrets', { namespace: 'shop' })], { names: 'auto' }), [
      'list secrets @shop',
      'update secrets db @shop',
    ]);
  });

  it('never hold a star that somebody asked for as a word', () => {
    const odd = [
      resourceAction('get', '*', { namespace: 'shop' }),
      resourceAction('*', 'pods'),
      resourceAction('get', 'x', { apiGroup: '*' }),
      pathAction('get', '/x/*'),
    ];
    assert.deepEqual(rulesOf(odd), []);
    const log = logOf(odd.map((action) => seen(action)));
    const [access] = generateAccess(log, ordinarySubjects(log), DEFAULTS, EXACT);
    assert.equal(access?.inexpressible.length, odd.length);
  });

  it('name no namespace inside of it', () => {
    assert.deepEqual(rulesOf([get('namespaces', 'a', 'a'), get('namespaces', 'b', 'b')]), ['get namespaces @a,b']);
  });

  it('allow what was denied only when they are asked to', () => {
    const denied = seen(get('secrets', 'db', 'shop'), { allowed: 0, denied: 3 });
    const refused = seen(get('secrets', 'other', 'shop'), { allowed: 0, refused: 1 });
    const log = logOf([denied, refused, seen(list('pods'))]);
    const of = (one: CollectedLog, includeDenied: boolean): number =>
      generateAccess(one, ordinarySubjects(one), DEFAULTS, { ...EXACT, includeDenied })[0]?.requests.length ?? 0;
    assert.deepEqual([of(log, false), of(log, true), of({ ...log, hasDecisions: false }, true)], [1, 2, 3]);
  });

  it('are not made for parts of the cluster', () => {
    for (const name of [
      'system:kube-scheduler',
      'system:node:n1',
      'system:serviceaccount:kube-system:deployment-controller',
      'system:anonymous',
    ]) {
      assert.deepEqual(ordinarySubjects(logOf([seen(list('pods'))], name)), [], name);
    }
    assert.equal(ordinarySubjects(logOf([seen(list('pods'))], 'system:serviceaccount:kube-system:metrics-server')).length, 1);
  });

  it('get names of their own where subjects have like names', () => {
    const log = {
      ...logOf([]),
      users: ['Jane', 'jane', '日本'].map((name) => ({ user: { name, groups: [] }, actions: [seen(list('pods'))] })),
    };
    const names = generateAccess(log, ordinarySubjects(log), DEFAULTS, EXACT).flatMap(({ roles }) => roles.map(({ name }) => name));
    assert.deepEqual(names, ['audit-user-jane', 'audit-user-jane-2', 'audit-user-unnamed']);
  });
});

describe('the proof', () => {
  const actions = [get('pods', 'a', 'shop'), list('nodes'), pathAction('get', '/metrics')];
  const log = logOf(actions.map((action) => seen(action)));
  const generated = generateAccess(log, ordinarySubjects(log), DEFAULTS, EXACT);
  const objects = objectsOf(generated);
  const withRules = (change: (rules: Record<string, string[]>[]) => unknown): PolicyObject[] =>
    objects.map((object) => {
      const value = structuredClone(object.value) as { rules?: Record<string, string[]>[] };
      if (value.rules) change(value.rules);
      return { ...object, value } as PolicyObject;
    });

  it('holds for what was generated', () => {
    const proof = proveAccess(objects, generated);
    assert.deepEqual([proof.holds, proof.replayed, proof.widened], [true, 3, 0]);
    assert.ok(proof.probed > 100);
  });

  it('fails when the roles allow less', () => {
    assert.equal(proveAccess(objects.slice(1), generated).holds, false);
    assert.equal(
      proveAccess(
        withRules((rules) => rules.pop()),
        generated,
      ).holds,
      false,
    );
  });

  it('fails when the roles allow more', () => {
    const cases: readonly ((rules: Record<string, string[]>[]) => unknown)[] = [
      (rules) => rules.map((rule) => rule['verbs']?.push('delete')),
      (rules) => rules.map((rule) => rule['verbs']?.push('*')),
      (rules) => rules.map((rule) => rule['resources']?.push('*')),
      (rules) => rules.map((rule) => rule['apiGroups']?.push('apps')),
      (rules) => rules.map((rule) => delete rule['resourceNames']),
      (rules) => rules.map((rule) => rule['nonResourceURLs']?.push('*')),
      (rules) => rules.map((rule) => rule['resources']?.push('*/log', 'pods/log')),
    ];
    for (const change of cases) assert.equal(proveAccess(withRules(change), generated).holds, false, String(change));
    const shared = objects.map((object) => {
      const subjects = [...((object.value['subjects'] as object[] | undefined) ?? []), { kind: 'Group', name: 'system:authenticated' }];
      return object.value['subjects'] ? { ...object, value: { ...object.value, subjects } } : object;
    });
    assert.equal(proveAccess(shared, generated).holds, false);
  });
});
