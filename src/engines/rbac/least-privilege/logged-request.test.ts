import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AuditEvent, AuditUser } from '../../../formats/index.ts';
import { type Action, pathAction, resourceAction } from '../request.ts';
import { actionOf, impersonationActions, outcomeOf } from './logged-request.ts';
import { readRequestUri } from './request-uri.ts';

const NOBODY: AuditUser = { username: 'jane', uid: '', groups: [], extra: {} };
const EVENT: AuditEvent = {
  apiVersion: 'audit.k8s.io/v1',
  auditID: '1',
  stage: 'ResponseComplete',
  verb: 'get',
  requestURI: '/',
  user: NOBODY,
  impersonatedUser: undefined,
  impersonationConstraint: '',
  objectRef: undefined,
  code: 200,
  decision: 'allow',
  decisionReason: '',
  time: '',
};
const NO_REF = { resource: '', subresource: '', namespace: '', name: '', apiGroup: '' };
const brief = (action: Action | undefined): string | undefined =>
  action &&
  (action.kind === 'path'
    ? `${action.verb} ${action.path}`
    : `${action.verb} ${action.apiGroup}/${action.resource}/${action.subresource} ${action.namespace}/${action.name}`);

describe('the request of a URI', () => {
  // https://github.com/kubernetes/apiserver/blob/v0.37.2/pkg/endpoints/request/requestinfo_test.go has these forms.
  const cases: readonly (readonly [string, string, string | undefined])[] = [
    ['list', '/api/v1/namespaces', 'list /namespaces/ /'],
    ['get', '/api/v1/namespaces/other', 'get /namespaces/ other/other'],
    ['update', '/api/v1/namespaces/other/finalize', 'update /namespaces/finalize other/other'],
    ['update', '/api/v1/namespaces/other/status', 'update /namespaces/status other/other'],
    ['list', '/api/v1/namespaces/other/pods', 'list /pods/ other/'],
    ['get', '/api/v1/namespaces/other/pods/foo', 'get /pods/ other/foo'],
    ['create', '/api/v1/namespaces/other/pods/foo/exec?command=sh', 'create /pods/exec other/foo'],
    ['get', '/api/v1/namespaces/other/services/https:web:443/proxy/a/b', 'get /services/proxy other/https:web:443'],
    ['list', '/api/v1/pods', 'list /pods/ /'],
    ['get', '/api/v1/nodes/n', 'get /nodes/ /n'],
    ['watch', '/api/v1/watch/namespaces/other/pods', 'watch /pods/ other/'],
    ['list', '/apis/apps/v1/deployments', 'list apps/deployments/ /'],
    ['patch', '/apis/apps/v1/namespaces/other/deployments/web/scale', 'patch apps/deployments/scale other/web'],
    ['list', '/api/v1/namespaces/other/secrets?fieldSelector=metadata.name%3Ddb&limit=1', 'list /secrets/ other/db'],
    ['watch', '/api/v1/namespaces/other/secrets?watch=1&fieldSelector=metadata.name=db,type=Opaque', 'watch /secrets/ other/db'],
    ['list', '/api/v1/secrets?fieldSelector=metadata.name!%3Ddb', 'list /secrets/ /'],
    ['deletecollection', '/api/v1/namespaces/other/pods?fieldSelector=metadata.name%3Ddb', 'deletecollection /pods/ other/'],
    ['get', '/api/v1/namespaces/other/configmaps/a%3Ab', 'get /configmaps/ other/a:b'],
    ['create', '/api/v1/namespaces/other/pods/foo%2Fexec', 'create /pods/exec other/foo'],
    ['get', '/api/v1/namespaces/other/configmaps/%zz', 'get /configmaps/ other/%zz'],
    ['get', '/api/v1', undefined],
    ['get', '/apis/apps/v1', undefined],
    ['get', '/healthz', undefined],
    ['get', '/metrics/api/v1/pods', undefined],
  ];
  for (const [verb, uri, expected] of cases) {
    it(`${verb} ${uri}`, () => assert.equal(brief(readRequestUri(uri, verb)), expected));
  }
});

describe('the request of an event', () => {
  const of = (verb: string, requestURI: string, objectRef?: Partial<typeof NO_REF>): string | undefined =>
    brief(actionOf({ ...EVENT, verb, requestURI, objectRef: objectRef && { ...NO_REF, ...objectRef } }));

  it('has no name that the log took from the body', () => {
    assert.equal(
      of('create', '/api/v1/namespaces/shop/pods', { resource: 'pods', namespace: 'shop', name: 'web-x2k4c' }),
      'create /pods/ shop/',
    );
    assert.equal(of('create', '/api/v1/namespaces', { resource: 'namespaces', namespace: 'new', name: 'new' }), 'create /namespaces/ /');
    assert.equal(
      of('create', '/api/v1/namespaces/shop/serviceaccounts/web/token', {
        resource: 'serviceaccounts',
        subresource: 'token',
        namespace: 'shop',
        name: 'web',
      }),
      'create /serviceaccounts/token shop/web',
    );
  });

  it('is that of objectRef where the URI tells something else, again without such names', () => {
    assert.equal(
      of('create', '/k8s/clusters/c/api/v1/namespaces', { resource: 'namespaces', namespace: 'new', name: 'new' }),
      'create /namespaces/ /',
    );
    assert.equal(of('create', '', { resource: 'pods', namespace: 'shop', name: 'web' }), 'create /pods/ shop/');
    assert.equal(
      of('create', '', { resource: 'pods', subresource: 'eviction', namespace: 'shop', name: 'web' }),
      'create /pods/eviction shop/web',
    );
    assert.equal(of('deletecollection', '', { resource: 'pods', namespace: 'shop', name: 'web' }), 'deletecollection /pods/ shop/');
  });

  it('is for the path, without its query, where there is no object', () => {
    assert.equal(of('get', '/openapi/v3?hash=1'), 'get /openapi/v3');
    assert.equal(of('get', '/a%20b'), 'get /a b');
  });
});

describe('the outcome of an event', () => {
  it('is what the authorizer said, whatever became of the request after that', () => {
    assert.equal(outcomeOf({ ...EVENT, decision: 'allow', code: 403 }), 'allowed');
    assert.equal(outcomeOf({ ...EVENT, decision: 'allow', code: 500 }), 'allowed');
    assert.equal(outcomeOf({ ...EVENT, decision: 'forbid', code: 200 }), 'denied');
  });

  it('is told by the status where no authorizer is quoted', () => {
    const outcomes = [0, 200, 201, 404, 401, 403, 429, 500, 504].map((code) => outcomeOf({ ...EVENT, decision: '', code }));
    assert.deepEqual(outcomes, ['unknown', 'allowed', 'allowed', 'allowed', 'unknown', 'refused', 'unknown', 'unknown', 'unknown']);
  });
});

describe('impersonation', () => {
  const action = resourceAction('list', 'pods', { namespace: 'shop' });
  const of = (user: Partial<AuditUser>, constraint = ''): (string | undefined)[] =>
    impersonationActions({ ...EVENT, impersonatedUser: { ...NOBODY, ...user }, impersonationConstraint: constraint }, action).map(brief);

  it('needs a right to each part of the user', () => {
    assert.deepEqual(of({ username: 'omar', uid: '7', groups: ['dev', 'system:authenticated'], extra: { 'example.com/Scope': ['a'] } }), [
      'impersonate /users/ /omar',
      'impersonate /groups/ /dev',
      'impersonate authentication.k8s.io/uids/ /7',
      'impersonate authentication.k8s.io/userextras/example.com/scope /a',
    ]);
  });

  it('needs no right to the groups that come with a service account', () => {
    const groups = ['system:serviceaccounts', 'system:serviceaccounts:shop', 'system:authenticated'];
    assert.deepEqual(of({ username: 'system:serviceaccount:shop:web', groups }), ['impersonate /serviceaccounts/ shop/web']);
    assert.equal(of({ username: 'system:serviceaccount:shop:web', groups: [...groups, 'system:masters'] }).length, 4);
  });

  it('needs the verbs of the mode that was used', () => {
    assert.deepEqual(of({ username: 'omar', groups: ['dev', 'system:authenticated'] }, 'impersonate:user-info'), [
      'impersonate-on:user-info:list /pods/ shop/',
      'impersonate:user-info authentication.k8s.io/users/ /omar',
      'impersonate:user-info authentication.k8s.io/groups/ /dev',
    ]);
    assert.deepEqual(of({ username: 'system:node:n1', groups: ['system:nodes'] }, 'impersonate:arbitrary-node'), [
      'impersonate-on:arbitrary-node:list /pods/ shop/',
      'impersonate:arbitrary-node authentication.k8s.io/nodes/ /n1',
    ]);
    assert.deepEqual(impersonationActions({ ...EVENT, impersonatedUser: NOBODY }, pathAction('get', '/x')).map(brief), [
      'impersonate /users/ /jane',
    ]);
  });
});
