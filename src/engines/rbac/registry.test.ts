import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readInventory } from '../../inventory/index.ts';
import { breakDown } from './covers.ts';
import { checkApproval, checkSigning, checkTokenRequest, isAuthorizedForSigner, isNodeClientApproved } from './credentials.ts';
import { effectiveRules } from './effective-rules.ts';
import { type Authorize, checkBindingWrite, checkRoleWrite } from './escalation.ts';
import { checkImpersonation } from './impersonation.ts';
import { createRbacAuthorizer, type RbacAuthorizer } from './rbac-authorizer.ts';
import { readPolicy, readRule } from './read-policy.ts';
import { identify, resourceAction, type UserInfo } from './request.ts';

/** A cluster in which each user of a name is bound to a ClusterRole of that name, everywhere or in one namespace. */
function clusterWith(rules: Readonly<Record<string, string>>, namespace?: string): { rbac: RbacAuthorizer; authorize: Authorize } {
  const text = Object.entries(rules)
    .map(
      ([name, list]) => `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: ${name}}
rules: ${list}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ${namespace === undefined ? 'ClusterRoleBinding' : 'RoleBinding'}
metadata: {name: ${name}${namespace === undefined ? '' : `, namespace: ${namespace}`}}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: ${name}}
subjects: [{kind: User, apiGroup: rbac.authorization.k8s.io, name: ${name}}]
`,
    )
    .join('---\n');
  const rbac = createRbacAuthorizer(readPolicy(readInventory([{ name: 'a.yaml', text }]).objects, { assumeDefaults: false }));
  return { rbac, authorize: rbac.isAllowed };
}

const READ_PODS = readRule({ verbs: ['get', 'list'], apiGroups: [''], resources: ['pods'] });

describe('the registry of roles and bindings', () => {
  const { rbac, authorize } = clusterWith({
    reader: '[{verbs: [get], apiGroups: [""], resources: [pods]}]',
    both: '[{verbs: [get, list], apiGroups: [""], resources: ["*"]}]',
    escalator: '[{verbs: [escalate], apiGroups: [rbac.authorization.k8s.io], resources: [roles, clusterroles]}]',
    named: '[{verbs: [escalate, bind], apiGroups: [rbac.authorization.k8s.io], resources: [clusterroles], resourceNames: [both]}]',
    wide: '[{verbs: [get, list], apiGroups: ["*"], resources: ["*"]}, {verbs: [get, list], nonResourceURLs: ["*"]}]',
    root: '[{verbs: ["*"], apiGroups: ["*"], resources: ["*"]}, {verbs: ["*"], nonResourceURLs: ["*"]}]',
  });
  const role = { kind: 'ClusterRole', namespace: '', name: 'both', rules: [READ_PODS], clusterRoleSelectors: undefined } as const;
  const outcome = (name: string, verb: 'create' | 'update', extra = {}, user: UserInfo = identify(name)): string => {
    const verdict = checkRoleWrite(user, { verb, role: { ...role, ...extra } }, rbac, authorize);
    return verdict.kind === 'allowed' ? verdict.because : verdict.kind;
  };

  it('lets nobody give what they do not hold', () => {
    const verdict = checkRoleWrite(identify('reader'), { verb: 'create', role }, rbac, authorize);
    assert.deepEqual(verdict, { kind: 'forbidden', missing: [{ ...READ_PODS, verbs: ['list'] }] });
    assert.equal(outcome('both', 'create'), 'covered');
    assert.equal(outcome('escalator', 'create'), 'escalate');
    assert.equal(outcome('x', 'create', {}, identify('x', ['system:masters'])), 'system:masters');
  });

  it('knows the name of a role only when it is changed', () => {
    assert.equal(outcome('named', 'create'), 'forbidden');
    assert.equal(outcome('named', 'update'), 'escalate');
  });

  it('asks for everything where a role gathers others, before or after', () => {
    assert.equal(outcome('both', 'create', { clusterRoleSelectors: [] }), 'forbidden');
    assert.equal(outcome('root', 'create', { clusterRoleSelectors: [] }), 'escalate');
    assert.equal(outcome('wide', 'create', { clusterRoleSelectors: [] }), 'forbidden');
    const write = { verb: 'update', role, replacesAggregated: true } as const;
    assert.equal(checkRoleWrite(identify('both'), write, rbac, authorize).kind, 'forbidden');
    assert.equal(
      checkRoleWrite(identify('reader'), { verb: 'update', role, isOnlyForGarbageCollection: true }, rbac, authorize).kind,
      'allowed',
    );
  });

  it('lets a binding be made by whoever may bind that role, or holds its rules', () => {
    const bind = (name: string, ref: string, namespace = ''): string => {
      const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: ref };
      const verdict = checkBindingWrite(identify(name), { namespace, roleRef }, rbac, authorize);
      return verdict.kind === 'allowed' ? verdict.because : verdict.kind;
    };
    assert.equal(bind('named', 'both'), 'bind');
    assert.equal(bind('named', 'root'), 'forbidden');
    assert.equal(bind('both', 'reader', 'ns1'), 'covered');
    assert.equal(bind('reader', 'both', 'ns1'), 'forbidden');
    assert.equal(bind('reader', 'none'), 'missing-role');
  });

  it('breaks rules down to single verbs, resources, names and paths', () => {
    const atoms = breakDown(
      readRule({ verbs: ['a', 'b'], apiGroups: [''], resources: ['x'], resourceNames: ['n', 'm'], nonResourceURLs: ['/'] }),
    );
    assert.deepEqual(
      atoms.map((atom) => [...atom.verbs, ...atom.resources, ...atom.resourceNames, ...atom.nonResourceURLs].join(' ')),
      ['a x n', 'a x m', 'b x n', 'b x m', 'a /', 'b /'],
    );
  });
});

describe('impersonation', () => {
  const auth = 'authentication.k8s.io';
  const { authorize } = clusterWith({
    legacy: '[{verbs: [impersonate], apiGroups: [""], resources: [users, groups, serviceaccounts]}]',
    nodes: `[{verbs: ["impersonate:arbitrary-node"], apiGroups: [${auth}], resources: [nodes], resourceNames: [n1]}, {verbs: ["impersonate-on:arbitrary-node:list"], apiGroups: [""], resources: [pods]}]`,
    accounts: `[{verbs: ["impersonate:serviceaccount"], apiGroups: [${auth}], resources: [serviceaccounts], resourceNames: [s]}, {verbs: ["impersonate-on:serviceaccount:list"], apiGroups: [""], resources: [pods]}]`,
    infos: `[{verbs: ["impersonate:user-info"], apiGroups: [${auth}], resources: [users, groups, userextras/example.com/team]}, {verbs: ["impersonate-on:user-info:list"], apiGroups: [""], resources: [pods]}]`,
    "'system:serviceaccount:ns1:agent'": `[{verbs: ["impersonate:associated-node"], apiGroups: [${auth}], resources: [nodes]}, {verbs: ["impersonate-on:associated-node:list"], apiGroups: [""], resources: [pods]}]`,
  });
  const list = resourceAction('list', 'pods');
  const check = (name: string, wanted: UserInfo, action = list, isConstrained = true, extra?: Record<string, string[]>): string => {
    const requestor = { ...identify(name), ...(extra ? { extra } : {}) };
    const verdict = checkImpersonation(requestor, wanted, action, authorize, { isConstrained });
    return verdict.kind === 'allowed' ? `${verdict.mode} ${verdict.user.groups.join()}` : verdict.kind;
  };
  const user = (name: string, groups: string[] = []): UserInfo => ({ name, groups });

  it('adds the groups that come with a name', () => {
    assert.equal(check('legacy', user('jane')), 'legacy system:authenticated');
    assert.equal(check('legacy', user('system:anonymous')), 'legacy system:unauthenticated');
    assert.equal(
      check('legacy', user('system:serviceaccount:ns1:s')),
      'legacy system:serviceaccounts,system:serviceaccounts:ns1,system:authenticated',
    );
    assert.equal(check('legacy', user('jane', ['system:masters'])), 'legacy system:masters,system:authenticated');
    assert.equal(check('legacy', user('jane', ['system:unauthenticated'])), 'legacy system:unauthenticated');
    assert.equal(check('legacy', { ...user('jane'), uid: '1' }), 'forbidden');
  });

  it('takes both rights in the constrained modes: to be that one, and to do that as that one', () => {
    assert.equal(check('nodes', user('system:node:n1')), 'arbitrary-node system:nodes,system:authenticated');
    assert.equal(check('nodes', user('system:node:n2')), 'forbidden');
    assert.equal(check('nodes', user('system:node:n1'), resourceAction('get', 'pods')), 'forbidden');
    assert.match(check('accounts', user('system:serviceaccount:ns1:s')), /^serviceaccount /);
    assert.equal(check('accounts', user('system:serviceaccount:ns1:t')), 'forbidden');
    assert.equal(check('infos', user('jane', ['a', 'b'])), 'user-info a,b,system:authenticated');
    assert.equal(check('infos', user('jane', ['system:masters'])), 'forbidden');
    assert.equal(check('infos', user('jane', [''])), 'forbidden');
    assert.equal(check('infos', user('system:node:n1')), 'forbidden');
    assert.equal(check('infos', user('jane'), list, false), 'forbidden');
    assert.match(check('infos', { ...user('jane'), extra: { 'example.com/team': ['a', 'b'] } }), /^user-info/);
    assert.equal(check('infos', { ...user('jane'), extra: { team: ['a'] } }), 'forbidden');
  });

  it('lets an agent be the node that it runs on', () => {
    const agent = 'system:serviceaccount:ns1:agent';
    const on = (node: string) => ({ 'authentication.kubernetes.io/node-name': [node] });
    assert.equal(check(agent, user('system:node:n1'), list, true, on('n1')), 'associated-node system:nodes,system:authenticated');
    assert.equal(check(agent, user('system:node:n1'), list, true, on('n2')), 'forbidden');
  });
});

describe('credentials', () => {
  const group = 'certificates.k8s.io';
  const { authorize } = clusterWith({
    domain: `[{verbs: [approve, sign], apiGroups: [${group}], resources: [signers], resourceNames: ["kubernetes.io/*"]}, {verbs: [update], apiGroups: [${group}], resources: [certificatesigningrequests/approval]}]`,
    exact: `[{verbs: [approve], apiGroups: [${group}], resources: [signers], resourceNames: [kubernetes.io/kubelet-serving]}]`,
    minter: '[{verbs: [create], apiGroups: [""], resources: [serviceaccounts/token], resourceNames: [s]}]',
    joiner: `[{verbs: [create], apiGroups: [${group}], resources: [certificatesigningrequests/nodeclient]}]`,
  });

  it('takes the right to a signer by its name or its domain', () => {
    assert.ok(isAuthorizedForSigner(identify('domain'), 'approve', 'kubernetes.io/kube-apiserver-client', authorize));
    assert.ok(!isAuthorizedForSigner(identify('domain'), 'approve', 'example.com/x', authorize));
    assert.ok(!isAuthorizedForSigner(identify('exact'), 'approve', 'kubernetes.io/kube-apiserver-client', authorize));
    assert.ok(checkApproval(identify('domain'), 'csr', 'kubernetes.io/x', authorize).isAllowed);
    assert.deepEqual(
      checkSigning(identify('domain'), 'csr', 'kubernetes.io/x', authorize).missing.map(
        (one) => one.kind === 'resource' && one.subresource,
      ),
      ['status'],
    );
    assert.equal(checkApproval(identify('exact'), 'csr', 'kubernetes.io/x', authorize).missing.length, 2);
    assert.ok(isNodeClientApproved(identify('joiner'), 'nodeclient', authorize));
    assert.ok(!isNodeClientApproved(identify('joiner'), 'selfnodeclient', authorize));
  });

  it('says who one is with the token of a service account', () => {
    const token = checkTokenRequest(identify('minter'), 'ns1', 's', authorize);
    assert.ok(token.isAllowed && token.user.groups.includes('system:serviceaccounts:ns1'));
    assert.ok(!checkTokenRequest(identify('minter'), 'ns1', 't', authorize).isAllowed);
  });
});

describe('effective rules', () => {
  it('come collapsed, the dangerous first', () => {
    const { rbac } = clusterWith({
      jane: `[{verbs: [get], apiGroups: [""], resources: [services]}, {verbs: [list], apiGroups: [""], resources: [services]}, {verbs: [get], apiGroups: [""], resources: [services], resourceNames: [x]},
        {verbs: [get, list], apiGroups: [""], resources: [endpoints]}, {verbs: [get], apiGroups: [""], resources: [secrets], resourceNames: [s]}, {verbs: [bind], apiGroups: [rbac.authorization.k8s.io], resources: [clusterroles]}]`,
    });
    const found = effectiveRules(rbac, { kind: 'User', namespace: '', name: 'jane' });
    assert.deepEqual(
      found.map(({ rule, powers, held }) => [
        `${rule.verbs.join()} ${rule.resources.join()} ${rule.resourceNames.join()}`,
        powers.map(({ id }) => id).join(),
        held.length,
      ]),
      [
        ['bind clusterroles ', 'bind', 1],
        ['get secrets s', 'read-secrets', 1],
        ['get,list endpoints,services ', '', 4],
      ],
    );
  });
});
