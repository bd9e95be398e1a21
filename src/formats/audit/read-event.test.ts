import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createEventReader, type ReadEvent } from './read-event.ts';

const EVENT = {
  kind: 'Event',
  apiVersion: 'audit.k8s.io/v1',
  level: 'RequestResponse',
  auditID: 'c3a4',
  stage: 'ResponseComplete',
  requestURI: '/api/v1/namespaces/shop/pods/web?x="{}"',
  verb: 'get',
  user: { username: 'jane', uid: '7', groups: ['developers', 'system:authenticated'], extra: { 'example.com/scopes': ['a', 'b'] } },
  impersonatedUser: { username: 'omar' },
  authenticationMetadata: { impersonationConstraint: 'impersonate:user-info' },
  sourceIPs: ['10.0.0.1'],
  objectRef: { resource: 'pods', namespace: 'shop', name: 'web', apiVersion: 'v1' },
  responseStatus: { metadata: {}, code: 200 },
  requestObject: { verb: 'delete', user: { username: 'mallory' }, text: '"verb":"delete",\\' },
  requestReceivedTimestamp: '2026-10-01T06:00:00.000000Z',
  annotations: { 'authorization.k8s.io/decision': 'allow', 'authorization.k8s.io/reason': 'RBAC: allowed by "x"' },
};

/** The same by JSON.parse alone, written to be obviously right. */
function naive(line: string): ReadEvent {
  const object = (value: unknown): Record<string, unknown> =>
    typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  const texts = (value: unknown): string[] => (Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []);
  const user = (value: unknown) => ({
    username: text(object(value)['username']),
    uid: text(object(value)['uid']),
    groups: texts(object(value)['groups']),
    extra: Object.fromEntries(Object.entries(object(object(value)['extra'])).map(([key, list]) => [key, texts(list)])),
  });
  const parsed: unknown = JSON.parse(line);
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return { kind: 'malformed', message: 'not one JSON object' };
  const all = object(parsed);
  if (all['kind'] !== 'Event' || !text(all['apiVersion']).startsWith('audit.k8s.io/'))
    return { kind: 'other', objectKind: text(all['kind']) };
  const ref = all['objectRef'];
  const code = object(all['responseStatus'])['code'];
  const isObject = typeof ref === 'object' && ref !== null && !Array.isArray(ref);
  return {
    kind: 'event',
    event: {
      apiVersion: text(all['apiVersion']),
      auditID: text(all['auditID']),
      stage: text(all['stage']),
      verb: text(all['verb']),
      requestURI: text(all['requestURI']),
      user: user(all['user']),
      impersonatedUser: Object.hasOwn(all, 'impersonatedUser') ? user(all['impersonatedUser']) : undefined,
      impersonationConstraint: text(object(all['authenticationMetadata'])['impersonationConstraint']),
      objectRef: isObject
        ? {
            resource: text(object(ref)['resource']),
            subresource: text(object(ref)['subresource']),
            namespace: text(object(ref)['namespace']),
            name: text(object(ref)['name']),
            apiGroup: text(object(ref)['apiGroup']),
          }
        : undefined,
      code: typeof code === 'number' ? code : 0,
      decision: text(object(all['annotations'])['authorization.k8s.io/decision']),
      decisionReason: text(object(all['annotations'])['authorization.k8s.io/reason']),
      time: text(all['requestReceivedTimestamp']),
    },
  };
}

const nasty = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '"',
    '\\',
    '\\"',
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '","verb":"delete',
    '\\\\',
    '\n',
    '\u0000',
    '\u2028',
    '__proto__',
    'Event',
  ),
);
const value = fc.oneof(nasty, fc.jsonValue({ maxDepth: 3 }), fc.constantFrom<unknown>(null, true, 1e9, -0.5, [], {}, [[]], 'Event'));
const key = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...Object.keys(EVENT)) }, nasty);
/** Members in any order, with keys that stand more than once, as texts. */
const members = fc.array(
  fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...Object.entries(EVENT)) }, { weight: 2, arbitrary: fc.tuple(key, value) }),
  { maxLength: 20 },
);
const escaped = (text: string, isEscaped: boolean): string =>
  isEscaped ? text.replace(/[a-z]/g, (letter) => `\\u00${letter.charCodeAt(0).toString(16)}`) : text;
const line = fc.tuple(members, fc.constantFrom('', ' ', '\t '), fc.boolean(), fc.boolean()).map(([list, space, hasKind, isEscaped]) => {
  const head = hasKind ? [['kind', 'Event'] as const, ['apiVersion', 'audit.k8s.io/v1'] as const] : [];
  const written = [...head, ...list].map(
    ([name, one]) => `${escaped(JSON.stringify(name), isEscaped)}${space}:${space}${JSON.stringify(one)}`,
  );
  return `${space}{${space}${written.join(`${space},${space}`)}${space}}${space}`;
});

describe('reading an event', () => {
  it('reads the fields that authorization is about, and not their like inside of objects', () => {
    const found = createEventReader().read(JSON.stringify(EVENT));
    assert.equal(found.kind, 'event');
    assert.deepEqual(found, naive(JSON.stringify(EVENT)));
    assert.equal(found.kind === 'event' && found.event.verb, 'get');
  });

  it('agrees with JSON.parse on every line that is JSON', () => {
    const reader = createEventReader();
    let events = 0;
    fc.assert(
      fc.property(line, (text) => {
        const expected = naive(text);
        if (expected.kind === 'event') events++;
        assert.deepEqual(reader.read(text), expected);
      }),
      { numRuns: 3000 },
    );
    assert.ok(events > 500, `${events} events`);
  });

  it('takes no line that is cut off, or that is followed by more, for an event', () => {
    const reader = createEventReader();
    const text = JSON.stringify(EVENT);
    for (let end = 0; end < text.length; end++) assert.notEqual(reader.read(text.slice(0, end)).kind, 'event', text.slice(0, end));
    for (const more of ['}', '{}', ',', 'x', text]) assert.equal(reader.read(text + more).kind, 'malformed', more);
  });

  it('never fails on damaged lines', () => {
    const reader = createEventReader();
    const text = JSON.stringify(EVENT);
    fc.assert(
      fc.property(fc.nat(text.length), fc.nat(20), nasty, (at, length, put) => {
        const damaged = text.slice(0, at) + put + text.slice(at + length);
        let expected: ReadEvent | undefined;
        try {
          expected = naive(damaged);
        } catch {
          expected = undefined;
        }
        const found = reader.read(damaged);
        if (expected) assert.deepEqual(found, expected);
      }),
      { numRuns: 3000 },
    );
  });

  it('tells lists of events and objects of other kinds from events', () => {
    const reader = createEventReader();
    assert.deepEqual(reader.read('{"kind":"EventList","items":[]}'), { kind: 'other', objectKind: 'EventList' });
    assert.deepEqual(reader.read('{"kind":"Event","apiVersion":"v1"}'), { kind: 'other', objectKind: 'Event' });
    assert.equal(reader.read('[]').kind, 'malformed');
    assert.equal(reader.read('').kind, 'malformed');
  });
});
