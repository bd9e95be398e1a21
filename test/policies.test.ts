import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { NAMED_CAPABILITIES } from '../src/checks/capability-names.ts';
import { CATALOGUE, defaultSettings, matchesGlob } from '../src/checks/index.ts';
import { SYSTEM_NAMESPACES } from '../src/checks/namespaces.ts';
import { CONTROLS, DATABASES } from '../src/checks/service/ports.ts';
import { API_REMOVALS } from '../src/checks/tables/api-removals.ts';
import { compile, formatModule, parseModule } from '../src/engines/rego/index.ts';
import { readYaml } from '../src/formats/index.ts';
import { type Inventory, readInventory } from '../src/inventory/index.ts';
import { DEFAULT_CAPABILITIES } from '../src/kubernetes/index.ts';
import { gatekeeperFiles, obstacleOf, POLICY_FORMS, REASON_PATTERNS, regoFiles } from '../src/policies/index.ts';
import { inputOf, readCases, settingsFor } from './check-fixtures.ts';
import { conformancePath, skipWithout } from './conformance/data.ts';
import { asRego, asTemplate, verdictsOfChecks, verdictsOfPolicies } from './policy-equality.ts';

const CHECKS = join(import.meta.dirname, '../src/checks');
const POLICIES = join(import.meta.dirname, '../src/policies');
const [AS_REGO, AS_TEMPLATES] = POLICY_FORMS.map((form) => CATALOGUE.filter((check) => obstacleOf(check, form) === undefined));
const SETTINGS = defaultSettings(new Date('2026-06-01T12:00:00Z'));

describe('exported policies', () => {
  for (const check of AS_REGO ?? []) {
    it(`${check.id} says what its check says`, () => {
      for (const fixture of readCases(join(CHECKS, `${check.id}.yaml`))) {
        const settings = settingsFor(check, fixture);
        const inventory = readInventory([inputOf(fixture)]);
        const policies = [asRego([check], settings), ...(AS_TEMPLATES?.includes(check) ? [asTemplate(check, settings)] : [])];
        const expected = inventory.objects.map((object) => verdictsOfChecks([check], object, inventory, settings));
        for (const policy of policies) {
          const found = inventory.objects.map((object) => verdictsOfPolicies(policy, object));
          assert.deepEqual(found, expected, fixture.name);
        }
        assert.equal(expected.flat().length > 0, fixture.verdict === 'fail', fixture.name);
      }
    });
  }

  const checks = AS_REGO ?? [];
  const newest = asRego(checks, SETTINGS);

  /** Asks all of them about every object; how many objects, and how many checks had anything to say. */
  const compareAll = (inventory: Inventory, settings = SETTINGS, policies = newest): { objects: number; fired: ReadonlySet<string> } => {
    const fired = new Set<string>();
    for (const object of inventory.objects) {
      const expected = verdictsOfChecks(checks, object, inventory, settings);
      assert.deepEqual(verdictsOfPolicies(policies, object), expected, `${object.file.name}: ${object.kind} ${object.name}`);
      for (const verdict of expected) fired.add(verdict.split(' ')[0] ?? '');
    }
    return { objects: inventory.objects.length, fired };
  };

  for (const minor of [18, 29, SETTINGS.kubernetesVersion.minor]) {
    it(`say so on the cases of all other checks, in 1.${minor}`, () => {
      const settings = { ...SETTINGS, kubernetesVersion: { major: 1, minor } };
      const policies = asRego(checks, settings);
      let objects = 0;
      const fired = new Set<string>();
      for (const file of globSync('*/*.yaml', { cwd: CHECKS })) {
        for (const fixture of readCases(join(CHECKS, file))) {
          const compared = compareAll(readInventory([inputOf(fixture)]), settings, policies);
          objects += compared.objects;
          for (const id of compared.fired) fired.add(id);
        }
      }
      assert.ok(objects > 1400 && fired.size > 170, `${objects} objects, ${fired.size} checks`);
    });
  }

  it('say so on the examples', () => {
    const { objects } = compareAll(readFolder(join(import.meta.dirname, '../examples')));
    assert.ok(objects > 30, `only ${objects} objects`);
  });

  it('say so on real manifests', { skip: skipWithout('corpora') }, () => {
    const { objects, fired } = compareAll(readFolder(conformancePath('corpora')));
    assert.ok(objects > 300 && fired.size > 40, `${objects} objects, ${fired.size} checks`);
  });
});

function readFolder(folder: string): Inventory {
  const files = globSync('**/*.{yaml,yml,json}', { cwd: folder }).sort();
  return readInventory(files.map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') })));
}

describe('the texts of policies', () => {
  const texts = [
    ...globSync('*/*.rego', { cwd: POLICIES }).map((file) => [file, readFileSync(join(POLICIES, file), 'utf8')] as const),
    ...regoFiles(AS_REGO ?? [], SETTINGS).map(({ path, text }) => [path, text] as const),
  ];

  it('are as the formatter writes them', () => {
    assert.ok(texts.length > 200);
    for (const [file, text] of texts) {
      const { module, errors } = parseModule(file, text, 'v1');
      assert.deepEqual(errors, [], file);
      assert.equal(formatModule(module), text, file);
    }
  });

  it('belong to checks that can be exported', () => {
    const files = globSync('*/*.rego', { cwd: POLICIES }).map((file) => file.replaceAll('\\', '/').replace(/\.rego$/, ''));
    assert.deepEqual(files.filter((file) => !file.startsWith('lib/')).sort(), AS_REGO?.map(({ id }) => id).sort());
  });

  it('refer in templates to nothing but their libraries', () => {
    for (const { text } of gatekeeperFiles(AS_TEMPLATES ?? [], { ...SETTINGS, enforcementAction: 'dryrun' })) {
      const references = text.match(/\bdata\.\w+/g) ?? [];
      assert.deepEqual(
        [...new Set(references)].filter((reference) => reference !== 'data.lib' && reference !== 'data.inventory'),
        [],
      );
    }
  });

  it('hold the same tables as the checks', () => {
    const modules = regoFiles(AS_REGO ?? [], SETTINGS).map(({ path, text }) => ({ name: path, text }));
    const compiled = compile(modules);
    assert.ok(compiled.ok);
    const table = (...path: readonly string[]): unknown => {
      const found = compiled.value.document(path, { input: {} });
      return found.ok ? found.value : found.problems;
    };
    assert.deepEqual(table('lib', 'seawall', 'removals', 'table'), API_REMOVALS);
    assert.deepEqual(table('lib', 'seawall', 'capabilities', 'defaults'), [...DEFAULT_CAPABILITIES].sort());
    assert.deepEqual(table('seawall', 'pod', 'capability_added', 'named'), [...NAMED_CAPABILITIES].sort());
    assert.deepEqual(table('lib', 'seawall', 'services', 'databases'), Object.fromEntries(DATABASES));
    assert.deepEqual(table('lib', 'seawall', 'services', 'controls'), Object.fromEntries(CONTROLS));
    assert.deepEqual(table('lib', 'seawall', 'namespaces', 'system'), [...SYSTEM_NAMESPACES].sort());
  });

  it('are the same every time', () => {
    const once = gatekeeperFiles(AS_TEMPLATES ?? [], { ...SETTINGS, enforcementAction: 'dryrun' });
    assert.deepEqual(gatekeeperFiles(AS_TEMPLATES ?? [], { ...SETTINGS, enforcementAction: 'dryrun' }), once);
  });
});

describe('templates and constraints', () => {
  const check = CATALOGUE.find(({ id }) => id === 'pod/low-user-id');
  const options = { ...SETTINGS, parameters: { 'pod/low-user-id': { minimum: 2000 } }, enforcementAction: 'warn' } as const;
  const [template, constraint] = gatekeeperFiles(check ? [check] : [], options).map(({ path, text }) => ({
    path,
    value: readYaml(text).documents[0]?.value as Record<string, never>,
  }));

  it('are named after the check', () => {
    assert.deepEqual([template?.path, constraint?.path], ['templates/pod-low-user-id.yaml', 'constraints/pod-low-user-id.yaml']);
    assert.equal(template?.value['metadata']?.['name'], 'seawallpodlowuserid');
    assert.equal(constraint?.value['kind'], 'SeawallPodLowUserId');
  });

  it('carry parameters with their types and what the settings say', () => {
    const schema = template?.value['spec']?.['crd']?.['spec']?.['validation']?.['openAPIV3Schema'];
    assert.deepEqual(schema, {
      type: 'object',
      properties: { minimum: { type: 'number', minimum: 1, description: 'lowest user id that is accepted', default: 2000 } },
    });
    assert.deepEqual(constraint?.value['spec']?.['parameters'], { minimum: 2000 });
    assert.equal(constraint?.value['spec']?.['enforcementAction'], 'warn');
  });
});

describe('policies as Conftest asks them', () => {
  const pod = (name: string): object => ({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name },
    spec: { hostNetwork: true, containers: [{ name: 'web', image: 'web:1', securityContext: { runAsUser: 500 } }] },
  });
  const checks = CATALOGUE.filter(({ id }) => id === 'pod/host-network' || id === 'pod/low-user-id');
  const messages = (input: unknown, rule: string, data: unknown = {}): readonly string[] => {
    const modules = regoFiles(checks, SETTINGS).map(({ path, text }) => ({ name: path, text }));
    const compiled = compile(modules, { strict: true, data });
    assert.ok(compiled.ok);
    const found = compiled.value.document(['main', rule], { input });
    assert.ok(found.ok);
    return (found.value as readonly { readonly msg: string }[]).map(({ msg }) => msg);
  };
  const DENIED = 'Pod a: hostNetwork is true (pod/host-network)';
  const WARNED = 'Pod a: container web runs as user 500, below 1000 (pod/low-user-id)';

  it('deny what is medium or worse and warn of the rest', () => {
    assert.deepEqual(messages(pod('a'), 'deny'), [DENIED]);
    assert.deepEqual(messages(pod('a'), 'warn'), [WARNED]);
  });

  it('look into lists and into files that are asked about together', () => {
    assert.equal(messages({ apiVersion: 'v1', kind: 'List', items: [pod('a'), pod('b')] }, 'deny').length, 2);
    assert.equal(
      messages(
        [
          { path: 'a.yaml', contents: pod('a') },
          { path: 'b.yaml', contents: pod('b') },
        ],
        'deny',
      ).length,
      2,
    );
  });

  it('say nothing of what is no object', () => {
    for (const input of ['text', 1, [1], {}, { kind: 'List' }, { spec: { containers: 'x' } }])
      assert.deepEqual(messages(input, 'deny'), []);
  });

  it('take parameters from data', () => {
    const data = { seawall: { parameters: { 'pod/low-user-id': { minimum: 400 } } } };
    assert.deepEqual(messages(pod('a'), 'warn', data), []);
  });
});

describe('checks that cannot be exported', () => {
  it('have a reason each, and no reason is left over', () => {
    const without = CATALOGUE.filter((check) => obstacleOf(check, 'rego') !== undefined);
    assert.deepEqual(
      without.filter((check) => obstacleOf(check, 'rego') === 'it has no policy').map(({ id }) => id),
      [],
    );
    const unused = REASON_PATTERNS.filter((pattern) => {
      const named = without.filter((check) => check.scope !== 'world' && check.on !== 'dockerfile' && matchesGlob(pattern, check.id));
      return named.length === 0;
    });
    assert.deepEqual(unused, []);
  });
});
