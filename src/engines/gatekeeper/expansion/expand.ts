import { isRecord, listAt, recordAt, stringAt, valueAt } from '../../../core/index.ts';
import { isClusterScoped } from '../../../kubernetes/index.ts';
import { type JsonObject, namesOf } from '../match/index.ts';
import { appliesToKind, type Mutators, mutate } from '../mutation/index.ts';
import type { ObjectProblem } from '../object-problem.ts';
import { apiVersionOf, type Expansion } from './read-expansions.ts';

export interface ExpandOptions {
  readonly expansions: readonly Expansion[];
  readonly mutators: Mutators;
  /** The Namespaces that are known, by their names; `default` is known without being there. */
  readonly namespaces: ReadonlyMap<string, JsonObject>;
}

/** An object that a controller will make of another one. */
export interface MadeObject {
  readonly object: JsonObject;
  readonly templateName: string;
  readonly enforcementAction?: string;
}

export interface ExpandResult {
  /** Nothing where something failed, as in a cluster. */
  readonly resources: readonly MadeObject[];
  readonly problems: readonly ObjectProblem[];
}

const MAX_DEPTH = 30;

/** More objects than anybody makes of one. */
const MAX_MADE = 10_000;

/**
 * Makes what controllers will make of an object, and of that again: the object is mutated first, and each made object as well, with the source
 * `Generated`. As in gator, one that names no namespace counts as standing in one without a name, unless its kind is known to be outside of them.
 * https://github.com/open-policy-agent/gatekeeper/blob/v3.23.1/pkg/gator/expand/expand.go
 */
export function expand(object: JsonObject, options: ExpandOptions): ExpandResult {
  const namespace = namespaceOf(object, options.namespaces);
  const base = mutate(object, { mutators: options.mutators, source: 'Original', ...(namespace && { namespace }) });
  const problems: ObjectProblem[] = [...base.problems];
  if (base.hasFailed) return { resources: [], problems };
  const resources: MadeObject[] = [];
  const isDone = expandInto(base.object, namespace, options, resources, problems, 0);
  return { resources: isDone ? resources : [], problems: problems.map((problem) => ({ ...problem, object })) };
}

function namespaceOf(object: JsonObject, namespaces: ReadonlyMap<string, JsonObject>): JsonObject | undefined {
  const names = namesOf(object);
  const name = names.namespace ?? '';
  const known = namespaces.get(name);
  if (known && name !== '') return known;
  if (name === '' && isClusterScoped(names.group, names.kind)) return undefined;
  return name === '' || name === 'default' ? { apiVersion: 'v1', kind: 'Namespace', metadata: { name } } : undefined;
}

/** Adds what is made of an object, the deepest first; false where it fails. */
function expandInto(
  base: JsonObject,
  namespace: JsonObject | undefined,
  options: ExpandOptions,
  resources: MadeObject[],
  problems: ObjectProblem[],
  depth: number,
): boolean {
  const fail = (message: string, kind: ObjectProblem['kind'] = 'failed'): false => {
    const { kind: baseKind, name } = namesOf(base);
    problems.push({ kind, object: base, path: [], message: `${baseKind} ${name} cannot be expanded: ${message}` });
    return false;
  };
  const templates = options.expansions.filter(({ applyTo }) => applyTo.some((entry) => appliesToKind(entry, base)));
  if (templates.length === 0) return true;
  if (depth >= MAX_DEPTH) return fail(`${MAX_DEPTH} templates make something of each other's objects`);
  const made: MadeObject[] = [];
  for (const template of templates) {
    const object = make(base, namespace, template);
    if (typeof object === 'string') return fail(object);
    const mutated = mutate(object, { mutators: options.mutators, source: 'Generated', ...(namespace && { namespace }) });
    problems.push(...mutated.problems);
    if (mutated.hasFailed) return false;
    const { name, enforcementAction } = template;
    made.push({ object: mutated.object, templateName: name, ...(enforcementAction !== '' && { enforcementAction }) });
  }
  for (const { object } of made) if (!expandInto(object, namespace, options, resources, problems, depth + 1)) return false;
  resources.push(...made);
  return resources.length <= MAX_MADE || fail(`more than ${MAX_MADE} objects are made of it`, 'not evaluated');
}

/** What a controller makes by a template; a text says why nothing. */
function make(base: JsonObject, namespace: JsonObject | undefined, { source, generated, name: template }: Expansion): JsonObject | string {
  const content = valueAt(base, source);
  if (!isRecord(content)) {
    return `ExpansionTemplate ${template} takes ${source.join('.')}, which ${content === undefined ? 'is missing' : 'is not a map'}`;
  }
  const names = namesOf(base);
  const { namespace: own, ...metadata } = recordAt(content, 'metadata');
  const owned = withOwner(listAt(metadata, 'ownerReferences'), base);
  const inNamespace = namespace ? (stringAt(namespace, 'metadata', 'name') ?? '') : (names.namespace ?? own ?? '');
  return {
    ...content,
    apiVersion: apiVersionOf(generated),
    kind: generated.kind,
    metadata: {
      ...metadata,
      ...(inNamespace !== '' && { namespace: inNamespace }),
      name: (generated.kind === '' ? names.name : `${names.name}-${generated.kind}`).toLowerCase(),
      ...(owned.length > 0 && { ownerReferences: owned }),
    },
  };
}

/** The owners with the object among them. A reference without a uid gets an empty one, which is what is known of it. */
function withOwner(owners: readonly unknown[], base: JsonObject): readonly unknown[] {
  const { name, kind } = namesOf(base);
  const apiVersion = stringAt(base, 'apiVersion') ?? '';
  const isOwner = (owner: unknown): boolean =>
    stringAt(owner, 'apiVersion') === apiVersion && stringAt(owner, 'kind') === kind && stringAt(owner, 'name') === name;
  if (apiVersion === '' || kind === '' || name === '' || owners.some(isOwner)) return owners;
  return [...owners.map((owner) => (isRecord(owner) ? { name: '', uid: '', ...owner } : owner)), { apiVersion, kind, name, uid: '' }];
}
