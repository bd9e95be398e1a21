import { type FieldPath, isRecord, listAt, recordAt, stringAt, valueAt } from '../../../core/index.ts';
import { compile, type LanguageVersion, type Module, type Policy, parseModule, type SourceModule } from '../../rego/index.ts';
import { constraintSchema } from '../constraint/constraint-schema.ts';
import type { Checked, Fault } from '../fault.ts';
import type { JsonObject } from '../match/index.ts';
import { checkStructure, readSchema, type Schema, SchemaShapeError } from '../schema/index.ts';
import { checkModules } from './check-modules.ts';
import { chooseCode } from './choose-code.ts';

export const TEMPLATE_GROUP = 'templates.gatekeeper.sh';

/** The one target there is. */
export const TARGET = 'admission.k8s.gatekeeper.sh';

/** A ConstraintTemplate that can be evaluated. */
export interface Template {
  readonly name: string;
  /** The kind of its constraints. */
  readonly kind: string;
  /** That of a whole constraint, of which the template gives `spec.parameters`. */
  readonly schema: Schema;
  readonly policy: Policy;
  /** The document of its violations. */
  readonly rule: readonly string[];
  /** Whether it looks at other objects: `data.inventory`. */
  readonly isReferential: boolean;
  /** The operations that the webhook asks it about; all when empty. */
  readonly operations: readonly string[];
  /** The object that it was read from. */
  readonly source: JsonObject;
}

const VERSIONS: ReadonlySet<string> = new Set(['v1', 'v1beta1', 'v1alpha1']);

/**
 * Reads a ConstraintTemplate and compiles its Rego, with every rule that Gatekeeper refuses a template by.
 * https://open-policy-agent.github.io/gatekeeper/website/docs/constrainttemplates/
 */
export function readTemplate(object: JsonObject): Checked<Template> {
  const faults: Fault[] = [];
  const invalid = (path: FieldPath, message: string, hint?: string): void => {
    faults.push({ kind: 'invalid ConstraintTemplate', path, message, ...(hint !== undefined && { hint }) });
  };
  const name = stringAt(object, 'metadata', 'name') ?? '';
  const kind = stringAt(object, 'spec', 'crd', 'spec', 'names', 'kind') ?? '';
  const kindPath: FieldPath = ['spec', 'crd', 'spec', 'names', 'kind'];
  const version = (stringAt(object, 'apiVersion') ?? '').slice(TEMPLATE_GROUP.length + 1);
  if (!VERSIONS.has(version)) invalid(['apiVersion'], `version ${JSON.stringify(version)} is none of ${[...VERSIONS].join(', ')}`);
  if (kind === '') invalid(kindPath, `ConstraintTemplate ${JSON.stringify(name)} does not specify CRD Kind`);
  else if (name.toLowerCase() !== kind.toLowerCase()) {
    invalid(
      ['metadata', 'name'],
      `the ConstraintTemplate's name ${JSON.stringify(name)} is not equal to the lowercase of CRD's Kind: ${JSON.stringify(kind.toLowerCase())}`,
      `call the template ${kind.toLowerCase()}`,
    );
  }
  const target = targetOf(object, invalid);
  const schema = schemaOf(object, version, invalid);
  const code = target && chooseCode(target);
  if (code?.faults) faults.push(...code.faults);
  if (faults.length > 0 || !code?.value || !schema) return { faults };
  const compiled = compileCode(code.value);
  if (compiled.faults) return { faults: compiled.faults };
  const operations = listAt(target, 'operations').filter((operation) => typeof operation === 'string');
  return { value: { name, kind, schema, operations, source: object, ...compiled.value } };
}

function targetOf(object: JsonObject, invalid: (path: FieldPath, message: string, hint?: string) => void): JsonObject | undefined {
  const path: FieldPath = ['spec', 'targets'];
  const targets = listAt(object, ...path);
  const [target] = targets;
  if (targets.length !== 1 || !isRecord(target)) {
    invalid(path, 'must declare exactly one target');
    return undefined;
  }
  const name = stringAt(target, 'target') ?? '';
  if (name !== TARGET) {
    invalid([...path, 0, 'target'], `target ${JSON.stringify(name)} not recognized, known targets [${TARGET}]`);
    return undefined;
  }
  return target;
}

function schemaOf(
  object: JsonObject,
  version: string,
  invalid: (path: FieldPath, message: string, hint?: string) => void,
): Schema | undefined {
  const path: FieldPath = ['spec', 'crd', 'spec', 'validation'];
  const validation = recordAt(object, ...path);
  const stated = valueAt(validation, ['legacySchema']);
  const isLegacy = typeof stated === 'boolean' ? stated : version !== 'v1';
  const parameters = validation['openAPIV3Schema'] ?? (isLegacy ? {} : undefined);
  if (parameters === undefined) return constraintSchema(undefined);
  const schemaPath: FieldPath = [...path, 'openAPIV3Schema'];
  try {
    const schema = readSchema(parameters, isLegacy);
    const mistakes = checkStructure(schema, schemaPath);
    for (const { path: at, message, hint } of mistakes) invalid(at, message, hint);
    return mistakes.length > 0 ? undefined : constraintSchema(schema);
  } catch (error) {
    if (!(error instanceof SchemaShapeError)) throw error;
    invalid(schemaPath, error.message);
    return undefined;
  }
}

/** Rego of a template with the fields that it stands in. */
export interface TemplateCode {
  readonly version: LanguageVersion;
  readonly rego: { readonly text: string; readonly path: FieldPath };
  readonly libs: readonly { readonly text: string; readonly path: FieldPath }[];
}

function compileCode({ version, rego, libs }: TemplateCode): Checked<Pick<Template, 'policy' | 'rule' | 'isReferential'>> {
  const sources = [{ name: 'template', ...rego }, ...libs.map((lib, i) => ({ name: `libs["lib_${i}"]`, ...lib }))];
  const pathOf = (name: string | undefined): FieldPath => sources.find((source) => source.name === name)?.path ?? rego.path;
  const modules: { readonly module: Module; readonly path: FieldPath }[] = [];
  const faults: Fault[] = [];
  for (const { name, text, path } of sources) {
    const { module, errors } = parseModule(name, text, version);
    const before = (at: number): number => text.slice(0, at).split('\n').length;
    for (const { message, at, hint } of errors) {
      const line = before(at);
      faults.push({
        kind: 'invalid ConstraintTemplate',
        path,
        message: `${name}:${line}: rego_parse_error: ${message}`,
        line,
        ...(hint !== undefined && { hint }),
      });
    }
    modules.push({ module, path });
  }
  if (faults.length > 0) return { faults };
  const [entry] = modules;
  const { faults: refused, isReferential } = checkModules(modules);
  if (refused.length > 0 || !entry) return { faults: refused };
  const named: SourceModule[] = sources.map(({ name, text }) => ({ name, text, version }));
  const compiled = compile(named, { version });
  if (compiled.ok) return { value: { policy: compiled.value, rule: [...entry.module.package, 'violation'], isReferential } };
  return {
    faults: compiled.problems.map(({ message, place, hint }) => {
      const line = place?.range?.start.line;
      return {
        kind: 'unable to compile modules',
        path: pathOf(place?.file),
        message: `${place?.file ?? 'template'}${line === undefined ? '' : `:${line}`}: ${message}`,
        ...(line !== undefined && { line }),
        ...(hint !== undefined && { hint }),
      };
    }),
  };
}
