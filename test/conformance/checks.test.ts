import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { CATALOGUE, type Check, defaultSettings, evaluateChecks } from '../../src/checks/index.ts';
import { formatSubject, valueAt } from '../../src/core/index.ts';
import { type Inventory, readInventory } from '../../src/inventory/index.ts';
import { collectInputs } from '../../src/inventory/sources/index.ts';
import { corpusFiles } from './corpora.ts';
import { skipWithout } from './data.ts';

const EXAMPLES = join(import.meta.dirname, '../../examples');
const NOW = new Date('2026-11-23T12:00:00Z');

function readExample(): Inventory {
  return readInventory(collectInputs(['.'], { cwd: EXAMPLES }).inputs);
}

describe('the checks on real manifests', { skip: skipWithout('corpora') }, () => {
  const corpora = readInventory(corpusFiles());
  const evaluations = [corpora, readExample()].map((inventory) => ({
    inventory,
    ...evaluateChecks(inventory, CATALOGUE, defaultSettings(NOW)),
  }));

  it('speak only of the kinds they are for', () => {
    const kindOf = new Map(CATALOGUE.map((check) => [check.id, check]));
    const wrong = evaluations.flatMap(({ findings, inventory }) =>
      findings.filter(({ check: id, subject, path }) => {
        const check = kindOf.get(id) as Check;
        if (subject.kind === 'dockerfile') return check.on !== 'dockerfile';
        const object = inventory.objects.find(
          (one) => one.kind === subject.type && one.name === subject.name && one.apiVersion === subject.apiVersion,
        );
        if (!object) return true;
        if (check.on === 'object') return !check.kinds.some((kind) => kind === '*' || kind === `${object.group}/${object.kind}`);
        // Pods and containers: the path leads into the pod or its metadata.
        return (
          check.on !== 'component' &&
          !object.pods.some((pod) => [pod.path, pod.metadataPath].some((prefix) => prefix.every((step, index) => path[index] === step)))
        );
      }),
    );
    assert.deepEqual(
      wrong.map(({ check, subject }) => `${check} on ${formatSubject(subject)}`),
      [],
    );
  });

  it('point at a field that is there, or at its nearest parent', () => {
    const wrong = evaluations.flatMap(({ findings, inventory }) =>
      findings.filter(({ subject, path, origin }) => {
        if (subject.kind === 'dockerfile') return origin[0]?.exact !== true;
        const object = inventory.objects.find(
          (one) =>
            one.kind === subject.type &&
            one.name === subject.name &&
            one.apiVersion === subject.apiVersion &&
            one.file.name === origin[0]?.place.file,
        );
        const isThere = valueAt(object?.value, path) !== undefined;
        return isThere && origin[0]?.exact !== true;
      }),
    );
    assert.deepEqual(
      wrong.map(({ check, subject, path }) => `${check} ${formatSubject(subject)} ${path.join('.')}`),
      [],
    );
  });

  it('are each seen firing here, or say why they cannot be', () => {
    const fired = new Set(evaluations.flatMap(({ findings }) => findings.map(({ check }) => check)));
    assert.deepEqual(
      CATALOGUE.filter(({ id, unseen }) => !fired.has(id) && !unseen).map(({ id }) => id),
      [],
    );
    assert.deepEqual(
      CATALOGUE.filter(({ id, unseen }) => fired.has(id) && unseen).map(({ id }) => id),
      [],
      'these are seen, and say that they are not',
    );
  });
});

it('the catalogue has at least 120 checks', () => {
  assert.ok(CATALOGUE.length >= 120);
});
