/** Asks a check and its exported policy about the same objects. */
import { type Check, type CheckSettings, evaluateChecks } from '../src/checks/index.ts';
import { formatFieldPath } from '../src/core/index.ts';
import { compile, type Policy } from '../src/engines/rego/index.ts';
import { readYaml } from '../src/formats/index.ts';
import type { Inventory, InventoryObject } from '../src/inventory/index.ts';
import { packageOf, regoFiles } from '../src/policies/index.ts';

/** What is said about one object: severity, field and message of each finding, sorted. */
export type Verdicts = ReadonlyMap<InventoryObject, readonly string[]>;

export function verdictsOfCheck(check: Check, inventory: Inventory, settings: CheckSettings): Verdicts {
  const verdicts = new Map<InventoryObject, readonly string[]>();
  for (const object of inventory.objects) {
    const { findings } = evaluateChecks({ ...inventory, objects: [object] }, [check], settings);
    if (findings.length === 0) continue;
    verdicts.set(object, findings.map(({ severity, path, message }) => `${severity} ${formatFieldPath(path)} ${message}`).sort());
  }
  return verdicts;
}

export function policyOf(check: Check, settings: CheckSettings): Policy {
  const files = regoFiles([check], settings).map(({ path, text }) => ({ name: path, text }));
  const compiled = compile(files, { strict: true });
  if (!compiled.ok) throw new Error(compiled.problems.map(({ message, place }) => `${place?.file}: ${message}`).join('\n'));
  return compiled.value;
}

interface Violation {
  readonly msg: string;
  readonly details: { readonly path: string; readonly severity?: string };
}

export function verdictsOfPolicy(check: Check, policy: Policy, inventory: Inventory): Verdicts {
  const verdicts = new Map<InventoryObject, readonly string[]>();
  for (const object of inventory.objects) {
    const found = policy.document([...packageOf(check.id).split('.'), 'violation'], { input: manifestOf(object), strictErrors: false });
    if (!found.ok) throw new Error(found.problems.map(({ message }) => message).join('\n'));
    const violations = found.value as readonly Violation[];
    if (violations.length === 0) continue;
    verdicts.set(object, violations.map(({ msg, details }) => `${details.severity ?? check.severity} ${details.path} ${msg}`).sort());
  }
  return verdicts;
}

const manifests = new WeakMap<InventoryObject, unknown>();

/** The manifest as it is written: the policy does not get what Seawall has already put right. */
function manifestOf(object: InventoryObject): unknown {
  let known = manifests.get(object);
  if (known === undefined) {
    const { index } = object.document;
    let value = readYaml(object.file.text).documents[index]?.value as unknown;
    for (const step of object.documentPath) value = (value as Record<string | number, unknown>)[step];
    manifests.set(object, (known = value));
  }
  return known;
}
