import { type FieldPath, formatFieldPath, isRecord, stringAt, valueAt } from '../../../core/index.ts';
import { prepareInput } from '../../rego/index.ts';
import type { Checked, Fault } from '../fault.ts';
import { checkSelector, type JsonObject, type Match, namesOf, readMatch } from '../match/index.ts';
import { findUnknownFields, validate, withDefaults } from '../schema/index.ts';
import type { Template } from '../template/index.ts';
import { type Enforcement, readEnforcement } from './enforcement.ts';

export const CONSTRAINT_GROUP = 'constraints.gatekeeper.sh';

/** A constraint that fits its template. */
export interface Constraint {
  readonly kind: string;
  readonly name: string;
  readonly match: Match;
  readonly enforcement: Enforcement;
  /** `spec.parameters` with defaults, ready to be evaluated many times. */
  readonly parameters: ReturnType<typeof prepareInput>;
  readonly template: Template;
  /** The object with defaults. */
  readonly object: JsonObject;
  /** The object as it was read. */
  readonly source: JsonObject;
}

const VERSIONS: ReadonlySet<string> = new Set(['v1beta1', 'v1alpha1']);
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** Reads a constraint and holds it against the schema of its template, as the API server and Gatekeeper's webhook do. */
export function readConstraint(object: JsonObject, templates: ReadonlyMap<string, Template>): Checked<Constraint> {
  const faults: Fault[] = [];
  const invalid = (path: FieldPath, message: string, hint?: string): void => {
    faults.push({ kind: 'invalid Constraint', path, message, ...(hint !== undefined && { hint }) });
  };
  const { version, kind, name } = namesOf(object);
  if (name === '') invalid(['metadata', 'name'], 'missing metadata.name');
  else if (!SUBDOMAIN.test(name))
    invalid(['metadata', 'name'], `invalid name: ${JSON.stringify(name)} is not a DNS subdomain in lower case`);
  if (!VERSIONS.has(version)) {
    invalid(
      ['apiVersion'],
      `unsupported version ${JSON.stringify(version)} for Constraint ${JSON.stringify(name)}`,
      'constraints are of v1beta1',
    );
  }
  const template = templates.get(kind.toLowerCase());
  if (!template) {
    return {
      faults: [...faults, { kind: 'missing ConstraintTemplate', path: ['kind'], message: `template "${kind.toLowerCase()}" not found` }],
    };
  }
  if (kind !== template.kind)
    invalid(['kind'], `wrong kind ${JSON.stringify(kind)} for constraint ${JSON.stringify(name)}; want "${template.kind}"`);
  const spec = object['spec'];
  if (spec !== undefined && spec !== null && !isRecord(spec)) invalid(['spec'], 'spec is not a map');
  for (const selector of ['labelSelector', 'namespaceSelector']) {
    const path: FieldPath = ['spec', 'match', selector];
    faults.push(...checkSelector(valueAt(object, path), path));
  }
  if (faults.length > 0) return { faults };
  for (const { path, message } of validate(object, template.schema, [])) faults.push({ kind: 'schema validation failed', path, message });
  if (faults.length > 0) return { faults };
  for (const path of findUnknownFields(object, template.schema, [])) invalid(path, `unknown field ${formatFieldPath(path)}`);
  if (stringAt(object, 'spec', 'enforcementAction') === 'scoped' && valueAt(object, ['spec', 'scopedEnforcementActions']) === undefined) {
    const message = 'spec.scopedEnforcementActions must be defined';
    faults.push({ kind: 'missing required field', path: ['spec', 'scopedEnforcementActions'], message });
  }
  if (faults.length > 0) return { faults };
  const complete = withDefaults(object, template.schema) as JsonObject;
  return {
    value: {
      kind,
      name,
      template,
      match: readMatch(valueAt(complete, ['spec', 'match'])),
      enforcement: readEnforcement(complete),
      parameters: prepareInput(valueAt(complete, ['spec', 'parameters']) ?? {}),
      object: complete,
      source: object,
    },
  };
}
