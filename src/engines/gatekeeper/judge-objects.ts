import { isClusterScoped } from '../../kubernetes/index.ts';
import type { HostOptions } from '../rego/index.ts';
import { CONSTRAINT_GROUP, type Constraint, type EnforcementPoint, readConstraint } from './constraint/index.ts';
import type { Expander } from './expansion/index.ts';
import type { Fault } from './fault.ts';
import { type JsonObject, namesOf } from './match/index.ts';
import type { ObjectProblem } from './object-problem.ts';
import { createReviewer, requestFor, type Violation } from './review/index.ts';
import { reviewMade } from './suite/index.ts';
import { readTemplate, TEMPLATE_GROUP, type Template } from './template/index.ts';

/** The templates and constraints among objects, and why others of them are none. */
export interface ReadPolicies {
  readonly constraints: readonly Constraint[];
  readonly templates: ReadonlyMap<string, Template>;
  readonly faulty: readonly FaultyObject[];
}

export interface FaultyObject {
  readonly object: JsonObject;
  readonly faults: readonly Fault[];
}

/** Reads every ConstraintTemplate and constraint; the order of the objects does not matter. */
export function readConstraints(objects: readonly JsonObject[]): ReadPolicies {
  const templates = new Map<string, Template>();
  const constraints = new Map<string, Constraint>();
  const faulty: FaultyObject[] = [];
  /** Kinds of templates that are there but wrong: their constraints are told once, not again as lacking a template. */
  const broken = new Set<string>();
  for (const object of objects) {
    if (!isTemplate(object)) continue;
    const { value, faults } = readTemplate(object);
    if (value) templates.set(value.kind.toLowerCase(), value);
    else {
      broken.add(namesOf(object).name.toLowerCase());
      faulty.push({ object, faults });
    }
  }
  for (const object of objects) {
    const { group, kind } = namesOf(object);
    if (group !== CONSTRAINT_GROUP || broken.has(kind.toLowerCase())) continue;
    const { value, faults } = readConstraint(object, templates);
    // As when they are applied one after the other, the last of a name counts.
    if (value) constraints.set(`${value.kind}/${value.name}`, value);
    else faulty.push({ object, faults });
  }
  return { constraints: [...constraints.values()], templates, faulty };
}

export function isTemplate(object: JsonObject): boolean {
  const { group, kind } = namesOf(object);
  return group === TEMPLATE_GROUP && kind === 'ConstraintTemplate';
}

export interface JudgeOptions {
  readonly points: readonly EnforcementPoint[];
  readonly host?: HostOptions;
  /** Tells what controllers make of an object, which is judged as well. */
  readonly expander?: Expander;
}

export interface Judged {
  readonly object: JsonObject;
  readonly violations: readonly Violation[];
  /** Why what controllers make of it was not judged. */
  readonly problems: readonly ObjectProblem[];
}

/**
 * Judges every object by constraints, all objects being the inventory: `gator test`. The namespace `default` exists without being declared; an
 * object that names none, and is not known to be outside of namespaces, is in one that no name fits.
 */
export function judgeObjects(objects: readonly JsonObject[], constraints: readonly Constraint[], options: JudgeOptions): readonly Judged[] {
  const { points, host, expander } = options;
  const reviewer = createReviewer(constraints, { inventory: [DEFAULT_NAMESPACE, ...objects], points, ...(host && { host }) });
  return objects.map((object) => {
    const around = isUnplaced(object) ? { namespace: NAMELESS } : {};
    const violations = [...reviewer.review(requestFor(object), { source: 'Original', ...around })];
    const { resources, problems } = expander?.expand(object) ?? { resources: [], problems: [] };
    for (const made of resources) {
      violations.push(...reviewMade(made, (request) => reviewer.review(request, { source: 'Generated', ...around })));
    }
    return { object, violations, problems };
  });
}

function isUnplaced(object: JsonObject): boolean {
  const { group, kind, namespace } = namesOf(object);
  return namespace === undefined && !isClusterScoped(group, kind);
}

const NAMELESS: JsonObject = { metadata: { name: '' } };

const DEFAULT_NAMESPACE: JsonObject = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'default', labels: { 'kubernetes.io/metadata.name': 'default' } },
};
