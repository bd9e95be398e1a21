import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import { type Inventory, readInventory } from './inventory.ts';
import { collectInputs } from './sources/index.ts';

const resource = (group: string, name: string, kind: string, namespaced = true): object => ({
  group,
  version: 'v1',
  resource: name,
  kind,
  namespaced,
  verbs: ['list'],
});
const HEADER = {
  seawall: 'snapshot',
  schemaVersion: 1,
  tool: '0',
  server: { host: 'kube.example', version: 'v1.34.1' },
  taken: '2026-01-01T00:00:00Z',
  namespaces: [],
  secretValues: 'dropped',
  resources: [resource('', 'pods', 'Pod'), resource('', 'secrets', 'Secret'), resource('example.com', 'gadgets', 'Gadget', false)],
  leftOut: [],
  failedGroups: [{ group: 'down.example', version: 'v1', reason: 'no answer' }],
};
const pod = (name: string, more: object = {}): object => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace: 'shop' },
  spec: { containers: [] },
  ...more,
});
const read = { seawall: 'kind', group: '', resource: 'pods', kind: 'Pod', state: 'read', count: 1 };
const gadget = { apiVersion: 'example.com/v1', kind: 'Gadget', metadata: { name: 'g' } };
const textOf = (...lines: readonly unknown[]): string =>
  lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join('');

function inventoryOf(bytes: string | Uint8Array): Inventory {
  const { inputs, problems } = collectInputs(['-'], { cwd: '/', stdin: typeof bytes === 'string' ? Buffer.from(bytes) : bytes });
  assert.deepEqual(problems, []);
  return readInventory(inputs, { namespace: 'given' });
}

const problemsOf = (bytes: string): (string | number | undefined)[][] =>
  inventoryOf(bytes).problems.map(({ code, message, place }) => [code, message, place?.range.start.line]);
const down = ['not-evaluated', 'the resources of down.example/v1 are unknown, and none was read: no answer', undefined];

describe('a snapshot as input', () => {
  it('is known by its content, compressed or not, and places its objects by line', () => {
    const text = textOf(HEADER, pod('a'), read, gadget, { seawall: 'end', objects: 2, complete: true });
    for (const bytes of [text, gzipSync(text)]) {
      const { objects, snapshots, counts } = inventoryOf(bytes);
      assert.deepEqual(
        objects.map((object) => [object.kind, object.namespace, object.locate(['spec']).place.range.start.line]),
        [
          ['Pod', 'shop', 2],
          ['Gadget', undefined, 4],
        ],
      );
      assert.equal(snapshots[0]?.header.server.version, 'v1.34.1');
      assert.equal(snapshots[0]?.isComplete, true);
      assert.equal(counts.documents, 2);
    }
  });

  it('says which kinds it does not hold', () => {
    const refused = { ...read, resource: 'secrets', kind: 'Secret', state: 'refused', count: 0, reason: 'secrets is forbidden' };
    const text = textOf(HEADER, pod('a'), read, refused, { seawall: 'end', objects: 1, complete: false });
    const [snapshot] = inventoryOf(text).snapshots;
    assert.deepEqual(
      [
        ['', 'Pod'],
        ['', 'Secret'],
        ['example.com', 'Gadget'],
        ['down.example', 'Thing'],
        ['nobody.example', 'Thing'],
      ].map(([group = '', kind = '']) => snapshot?.isUnread(group, kind)),
      [false, true, true, true, false],
    );
    assert.deepEqual(problemsOf(text), [
      down,
      ['not-evaluated', 'secrets are not in the snapshot, the server refused to list them: secrets is forbidden', undefined],
    ]);
  });

  it('that was cut off is read as far as it goes', () => {
    assert.deepEqual(problemsOf(textOf(HEADER, pod('a'), '{"apiVersion":"v1","ki')), [
      ['unparsable', 'no JSON: the line may have been cut off', 3],
      ['not-evaluated', 'the snapshot ends early, after 1 objects: what comes after them is not evaluated', undefined],
      down,
    ]);
    const compressed = gzipSync(textOf(HEADER, ...Array.from({ length: 2000 }, (_, index) => pod(`p${index * 7919}`))));
    const { objects, problems } = inventoryOf(compressed.subarray(0, compressed.length / 2));
    assert.ok(objects.length > 100 && objects.length < 2000);
    assert.ok(problems.some(({ message }) => message.startsWith('the snapshot ends early')));
  });

  it('from which lines were lost says so', () => {
    assert.match(
      String(problemsOf(textOf(HEADER, pod('a'), read, { seawall: 'end', objects: 2, complete: true }))[0]?.[1]),
      /1 objects are in the snapshot, and its last line says 2/,
    );
  });

  it('with hostile lines is read all the same', () => {
    const deep = `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    const found = problemsOf(
      textOf(HEADER, deep, '[]', '{"kind":"Pod"}', { seawall: 'kind' }, pod('a', { spec: 5 }), {
        seawall: 'end',
        objects: 1,
        complete: true,
      }),
    );
    assert.deepEqual(found, [
      ['unparsable', 'nested more than 500 levels deep', 2],
      ['unparsable', 'no JSON object', 3],
      ['unparsable', 'no object of Kubernetes', 4],
      ['unparsable', 'not the line that ends a kind', 5],
      ['not-evaluated', 'spec of Pod a is an integer where an object belongs; checks see it as absent', 6],
      down,
    ]);
  });

  it('of a newer format is refused', () => {
    const { objects, problems } = inventoryOf(textOf({ ...HEADER, schemaVersion: 2 }, pod('a')));
    assert.equal(objects.length, 0);
    assert.match(problems[0]?.message ?? '', /^a snapshot of format 2; this release of Seawall reads format 1$/);
  });
});
