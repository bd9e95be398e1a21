import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AuditEvent } from '../../../formats/index.ts';
import { type CollectedLog, createLogCollector } from './collect.ts';

const EVENT: AuditEvent = {
  apiVersion: 'audit.k8s.io/v1',
  auditID: '',
  stage: 'ResponseComplete',
  verb: 'get',
  requestURI: '/api/v1/namespaces/shop/pods/web',
  user: { username: 'jane', uid: '', groups: [], extra: {} },
  impersonatedUser: undefined,
  impersonationConstraint: '',
  objectRef: { resource: 'pods', subresource: '', namespace: 'shop', name: 'web', apiGroup: '' },
  code: 200,
  decision: 'allow',
  decisionReason: '',
  time: '2026-10-01T00:00:00Z',
};

function collect(events: readonly Partial<AuditEvent>[], names = 100, actions = 100): CollectedLog {
  const collector = createLogCollector({ names, actions });
  for (const [line, event] of events.entries()) collector.add({ ...EVENT, ...event }, { file: 'audit.log', line: line + 1 });
  return collector.result();
}

const pod = (name: string): Partial<AuditEvent> => ({
  requestURI: `/api/v1/namespaces/shop/pods/${encodeURIComponent(name)}`,
  objectRef: { resource: 'pods', subresource: '', namespace: 'shop', name, apiGroup: '' },
});

describe('collecting a log', () => {
  it('counts a request once, whatever events it has', () => {
    const stages = ['RequestReceived', 'ResponseStarted', 'ResponseComplete'].map((stage) => ({ stage, auditID: 'a' }));
    const { events, requests, users } = collect([...stages, { stage: 'ResponseStarted', auditID: 'b' }, { stage: 'Panic', auditID: 'c' }]);
    assert.deepEqual([events, requests, users[0]?.actions[0]?.allowed], [5, 3, 3]);
  });

  it('keeps equal requests together, with their first and last time and where the first allowed one stands', () => {
    const { users } = collect([
      { time: '2026-10-03T00:00:00Z', decision: 'forbid', code: 403 },
      { time: '2026-10-02T00:00:00Z' },
      { time: '2026-10-01T00:00:00Z' },
    ]);
    const [logged] = users[0]?.actions ?? [];
    assert.deepEqual(
      [logged?.allowed, logged?.denied, logged?.first, logged?.last, logged?.example.line],
      [2, 1, '2026-10-01T00:00:00Z', '2026-10-02T00:00:00Z', 2],
    );
  });

  it('keeps users with like names and groups apart', () => {
    const user = (username: string, groups: readonly string[]): Partial<AuditEvent> => ({ user: { ...EVENT.user, username, groups } });
    const { users } = collect([user('a', ['b']), user('a\nb', []), user('a', []), user('a', ['b', 'b'])]);
    assert.equal(users.length, 3);
  });

  it('keeps requests with like words apart', () => {
    const of = (resource: string, namespace: string, name: string): Partial<AuditEvent> => ({
      requestURI: '',
      objectRef: { resource, subresource: '', namespace, name, apiGroup: '' },
    });
    const { users } = collect([of('a', 'b', 'c'), of('a', 'bc', ''), of('ab', '', 'c'), of('a', 'b', '*any'), of('a', 'b', '')]);
    assert.equal(users[0]?.actions.length, 5);
  });

  it('stops to keep names where they are too many, and says so', () => {
    const { users, dropped } = collect(['a', 'b', 'c', 'd', 'a'].map(pod), 2);
    const actions = users[0]?.actions ?? [];
    assert.deepEqual(
      actions.map(({ action, isAnyName, allowed }) => [action.kind === 'resource' && action.name, isAnyName, allowed]),
      [
        ['a', false, 2],
        ['b', false, 1],
        ['', true, 2],
      ],
    );
    assert.equal(dropped, 0);
  });

  it('leaves out paths and requests that are too many, and counts them', () => {
    const paths = ['/a', '/b', '/c'].map((requestURI): Partial<AuditEvent> => ({ requestURI, objectRef: undefined }));
    assert.equal(collect(paths, 2).dropped, 1);
    assert.equal(collect(['a', 'b', 'c'].map(pod), 100, 2).dropped, 1);
  });

  it('counts an impersonated request for the one who was impersonated', () => {
    const { users } = collect([{ impersonatedUser: { ...EVENT.user, username: 'omar' } }]);
    assert.deepEqual(
      users.map(({ user, actions }) => [user.name, actions.map(({ action }) => action.verb)]),
      [
        ['jane', ['impersonate']],
        ['omar', ['get']],
      ],
    );
  });
});
