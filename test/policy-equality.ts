/** Asks checks and their exported policies about the same objects. */
import { type Check, type CheckSettings, evaluateChecks } from '../src/checks/index.ts';
import { formatFieldPath } from '../src/core/index.ts';
import { compile, type Policy, type SourceModule } from '../src/engines/rego/index.ts';
import { readYaml } from '../src/formats/index.ts';
import type { Inventory, InventoryObject } from '../src/inventory/index.ts';
import { gatekeeperFiles, packageOf, regoFiles } from '../src/policies/index.ts';

/** What is said about one object, sorted: check, severity, field and message of each finding. */
export function verdictsOfChecks(
  checks: readonly Check[],
  object: InventoryObject,
  inventory: Inventory,
  settings: CheckSettings,
): string[] {
  const { findings, suppressed } = evaluateChecks({ ...inventory, objects: [object] }, checks, settings);
  // A policy knows nothing of comments in a file.
  return [...findings, ...suppressed.map(({ finding }) => finding)]
    .map(({ check, severity, path, message }) => `${check} ${severity} ${formatFieldPath(path)} ${message}`)
    .sort();
}

export interface ExportedPolicy {
  readonly checks: readonly Check[];
  readonly policy: Policy;
  inputOf(object: InventoryObject): unknown;
}

/** The modules as Conftest and OPA get them: the input is the manifest. */
export function asRego(checks: readonly Check[], settings: CheckSettings): ExportedPolicy {
  const modules = regoFiles(checks, settings).map(({ path, text }) => ({ name: path, text }));
  return { checks, policy: compileStrictly(modules), inputOf: manifestOf };
}

interface Template {
  readonly spec: {
    readonly targets: readonly [
      { readonly code: readonly [{ readonly source: { readonly rego: string; readonly libs: readonly string[] } }] },
    ];
  };
}

interface Constraint {
  readonly spec: { readonly parameters?: unknown };
}

/** The modules of a template as Gatekeeper runs them, with the parameters of its constraint. */
export function asTemplate(check: Check, settings: CheckSettings): ExportedPolicy {
  const [template, constraint] = gatekeeperFiles([check], { ...settings, enforcementAction: 'deny' }).map(
    ({ text }) => readYaml(text).documents[0]?.value,
  );
  const { rego, libs } = (template as Template).spec.targets[0].code[0].source;
  const { parameters } = (constraint as Constraint).spec;
  const modules = [rego, ...libs].map((text, index) => ({ name: `${check.id} ${index}`, text }));
  const inputOf = (object: InventoryObject): unknown => ({
    review: { object: manifestOf(object) },
    ...(parameters === undefined ? {} : { parameters }),
  });
  return { checks: [check], policy: compileStrictly(modules), inputOf };
}

function compileStrictly(modules: readonly SourceModule[]): Policy {
  const compiled = compile(modules, { strict: true });
  if (!compiled.ok) throw new Error(compiled.problems.map(({ message, place }) => `${place?.file}: ${message}`).join('\n'));
  return compiled.value;
}

interface Violation {
  readonly msg: string;
  readonly details: { readonly path: string; readonly severity?: string };
}

/** The same of the policies, asked all at once, so that what their libraries find is found once. */
export function verdictsOfPolicies({ checks, policy, inputOf }: ExportedPolicy, object: InventoryObject): string[] {
  const found = policy.document(['seawall'], { input: inputOf(object), strictErrors: false });
  if (!found.ok) throw new Error(found.problems.map(({ message }) => message).join('\n'));
  const packages = found.value as Readonly<Record<string, Readonly<Record<string, { readonly violation: readonly Violation[] }>>>>;
  return checks
    .flatMap((check) => {
      const [, folder = '', name = ''] = packageOf(check.id).split('.');
      const violations = packages[folder]?.[name]?.violation ?? [];
      return violations.map(({ msg, details }) => `${check.id} ${details.severity ?? check.severity} ${details.path} ${msg}`);
    })
    .sort();
}

const manifests = new WeakMap<InventoryObject, unknown>();
const streams = new WeakMap<InventoryObject['file'], ReturnType<typeof readYaml>>();

/** The manifest as it is written: a policy does not get what Seawall has already put right. */
function manifestOf(object: InventoryObject): unknown {
  if (manifests.has(object)) return manifests.get(object);
  const stream = streams.get(object.file) ?? readYaml(object.file.text);
  streams.set(object.file, stream);
  let value: unknown = stream.documents[object.document.index]?.value;
  for (const step of object.documentPath) value = (value as Record<string | number, unknown>)[step];
  manifests.set(object, value);
  return value;
}
