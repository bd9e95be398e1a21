import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { describe, it } from 'node:test';
import { CATALOGUE, defaultSettings } from '../src/checks/index.ts';
import { readInventory } from '../src/inventory/index.ts';
import { obstacleOf } from '../src/policies/index.ts';
import { inputOf, readCases } from './check-fixtures.ts';
import { dice } from './e2e/dice.ts';
import { asRego, verdictsOfChecks, verdictsOfPolicies } from './policy-equality.ts';

const CHECKS = join(import.meta.dirname, '../src/checks');
const SETTINGS = defaultSettings(new Date('2026-06-01T12:00:00Z'));
const RUNS = process.env['SEAWALL_DEEP'] ? 60_000 : 1500;
const WORDS = [
  '',
  'default',
  'kube-system',
  '/',
  'ALL',
  'all',
  'Always',
  'a/../b',
  '*',
  'latest',
  'web:1',
  'localhost/x',
  'NET_RAW',
  'true',
];
/** What makes an object what it is, and names, without which the API server takes no list. */
const KEPT = new Set([
  'apiVersion',
  'kind',
  'metadata',
  'spec',
  'template',
  'jobTemplate',
  'name',
  'data',
  'stringData',
  'providers',
  'rules',
]);

type Holder = Record<string | number, unknown>;

interface Slot {
  readonly holder: Holder;
  readonly key: string | number;
}

/** Every member of every mapping and list. */
function* slotsOf(value: unknown): Generator<Slot> {
  if (typeof value !== 'object' || value === null) return;
  for (const key of Array.isArray(value) ? value.keys() : Object.keys(value)) {
    yield { holder: value as Holder, key };
    yield* slotsOf((value as Holder)[key]);
  }
}

function isSameType(a: unknown, b: unknown): boolean {
  return typeof a === typeof b && Array.isArray(a) === Array.isArray(b) && (a === null) === (b === null);
}

/** Changes a member into another of its type: one that stands under the same key elsewhere, one that is easily misread, or none. */
function mutate(root: unknown, pool: ReadonlyMap<string | number, readonly unknown[]>, roll: (below: number) => number): void {
  const slots = [...slotsOf(root)].filter(({ key }) => !KEPT.has(`${key}`));
  const slot = slots[roll(slots.length)];
  if (!slot) return;
  const { holder, key } = slot;
  const before = holder[key];
  const others = (pool.get(key) ?? []).filter((value) => isSameType(value, before));
  switch (roll(4)) {
    case 0:
      if (Array.isArray(holder)) holder.splice(Number(key), 1);
      else delete holder[key];
      return;
    case 1:
      holder[key] = structuredClone(others[roll(others.length)] ?? before);
      return;
    case 2:
      if (Array.isArray(before) && before.length > 0) before.push(structuredClone(before[roll(before.length)]));
      return;
    default:
      if (typeof before === 'boolean') holder[key] = !before;
      if (typeof before === 'number') holder[key] = [0, 1, before + 1, 22, 443][roll(5)];
      if (typeof before === 'string') holder[key] = WORDS[roll(WORDS.length)];
      if (Array.isArray(before)) holder[key] = [];
  }
}

describe('exported policies', () => {
  it('say what their checks say of objects that nobody wrote', () => {
    const checks = CATALOGUE.filter((check) => obstacleOf(check, 'rego') === undefined);
    const policies = asRego(checks, SETTINGS);
    const cases = globSync('*/*.yaml', { cwd: CHECKS })
      .sort()
      .flatMap((file) => readCases(join(CHECKS, file)));
    const manifests = cases.flatMap((fixture) => readInventory([inputOf(fixture)]).objects.map((object) => policies.inputOf(object)));
    const pool = new Map<string | number, unknown[]>();
    for (const { holder, key } of manifests.flatMap((manifest) => [...slotsOf(manifest)])) {
      const known = pool.get(key);
      if (known) known.push(holder[key]);
      else pool.set(key, [holder[key]]);
    }
    const roll = dice(20_261_124);
    let verdicts = 0;
    for (let run = 0; run < RUNS; run++) {
      const manifest = structuredClone(manifests[roll(manifests.length)]);
      for (let count = roll(4); count >= 0; count--) mutate(manifest, pool, roll);
      const text = JSON.stringify(manifest);
      const inventory = readInventory([{ name: 'random.json', text }]);
      for (const object of inventory.objects) {
        // What the API server would refuse is reported as that, and judged without the fields in question.
        if (object.shapeErrors.some(({ kind }) => kind === 'wrong-type')) continue;
        // Two containers of one name, which the API server would not take either, can give one sentence twice; a set has it once.
        const expected = [...new Set(verdictsOfChecks(checks, object, inventory, SETTINGS))];
        assert.deepEqual(verdictsOfPolicies(policies, object), expected, text);
        verdicts += expected.length;
      }
    }
    assert.ok(verdicts > 4 * RUNS, `only ${verdicts} verdicts`);
  });
});
