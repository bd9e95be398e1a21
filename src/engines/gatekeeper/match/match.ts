import { isRecord, listAt, stringAt } from '../../../core/index.ts';
import { selects } from '../../../kubernetes/index.ts';
import { fitsGeneratedName, fitsWildcard } from './wildcard.ts';

/** Where an object comes from: it was sent to the API server, or an ExpansionTemplate made it from one that was. */
export type Source = 'All' | 'Generated' | 'Original';

/** `spec.match` of constraints and mutators. Everything that is set has to fit; an empty one fits all. */
export interface Match {
  readonly kinds: readonly { readonly apiGroups: readonly string[]; readonly kinds: readonly string[] }[];
  readonly scope?: string;
  readonly namespaces: readonly string[];
  readonly excludedNamespaces: readonly string[];
  readonly labelSelector?: unknown;
  readonly namespaceSelector?: unknown;
  readonly name?: string;
  readonly source?: string;
}

export type JsonObject = Readonly<Record<string, unknown>>;

/** An object with what is known around it. */
export interface MatchTarget {
  readonly object: JsonObject;
  /** The Namespace that the object is in. */
  readonly namespace?: JsonObject;
  readonly source?: Source;
}

/** Reads `spec.match`, whose shape the schema of constraints has been checked against. */
export function readMatch(match: unknown): Match {
  const texts = (field: string): readonly string[] => listAt(match, field).filter((text) => typeof text === 'string');
  const text = (field: string): Readonly<Record<string, string>> => {
    const value = stringAt(match, field);
    return value === undefined || value === '' ? {} : { [field]: value };
  };
  const selector = (field: string): Readonly<Record<string, unknown>> => {
    const value = isRecord(match) ? match[field] : undefined;
    return isRecord(value) ? { [field]: value } : {};
  };
  return {
    kinds: listAt(match, 'kinds').map((kind) => ({ apiGroups: textsAt(kind, 'apiGroups'), kinds: textsAt(kind, 'kinds') })),
    namespaces: texts('namespaces'),
    excludedNamespaces: texts('excludedNamespaces'),
    ...text('scope'),
    ...text('name'),
    ...text('source'),
    ...selector('labelSelector'),
    ...selector('namespaceSelector'),
  };
}

function textsAt(value: unknown, field: string): readonly string[] {
  return listAt(value, field).filter((text) => typeof text === 'string');
}

/**
 * Whether a match takes an object; a text where that cannot be decided.
 * https://open-policy-agent.github.io/gatekeeper/website/docs/howto/#the-match-field
 */
export function matches(match: Match, target: MatchTarget): boolean | string {
  const { object } = target;
  const names = namesOf(object);
  const isNamespace = names.group === '' && names.kind === 'Namespace';
  if (!fitsKinds(match, names.group, names.kind) || !fitsScope(match, target, names.namespace, isNamespace)) return false;
  const namespace = isNamespace ? names.name : (stringAt(target.namespace, 'metadata', 'name') ?? names.namespace);
  if (namespace !== undefined) {
    if (match.namespaces.length > 0 && !match.namespaces.some((pattern) => fitsWildcard(pattern, namespace))) return false;
    if (match.excludedNamespaces.some((pattern) => fitsWildcard(pattern, namespace))) return false;
  }
  if (match.labelSelector !== undefined && !selects(match.labelSelector, labelsOf(object))) return false;
  if (match.namespaceSelector !== undefined && (isNamespace || target.namespace !== undefined || names.namespace !== undefined)) {
    const labelled = isNamespace ? object : target.namespace;
    if (labelled === undefined) return 'namespace selector for namespace-scoped object but missing Namespace';
    if (!selects(match.namespaceSelector, labelsOf(labelled))) return false;
  }
  if (match.name !== undefined && !fitsWildcard(match.name, names.name) && !fitsGeneratedName(match.name, names.generateName)) return false;
  return fitsSource(match, target, names.name);
}

/** What an object is called and where it is. */
export interface ObjectNames {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly name: string;
  readonly generateName: string;
  readonly namespace?: string;
}

/** Names of an object; what it lacks is empty, and no namespace is undefined. */
export function namesOf(object: JsonObject): ObjectNames {
  const apiVersion = stringAt(object, 'apiVersion') ?? '';
  const slash = apiVersion.indexOf('/');
  const namespace = stringAt(object, 'metadata', 'namespace') ?? '';
  return {
    group: slash < 0 ? '' : apiVersion.slice(0, slash),
    version: apiVersion.slice(slash + 1),
    kind: stringAt(object, 'kind') ?? '',
    name: stringAt(object, 'metadata', 'name') ?? '',
    generateName: stringAt(object, 'metadata', 'generateName') ?? '',
    ...(namespace !== '' && { namespace }),
  };
}

function labelsOf(object: JsonObject): JsonObject {
  const metadata = object['metadata'];
  const labels = isRecord(metadata) ? metadata['labels'] : undefined;
  return isRecord(labels) ? labels : {};
}

/** Whether a match takes objects of a kind at all. */
export function fitsKinds({ kinds }: Match, group: string, kind: string): boolean {
  return kinds.length === 0 || kinds.some((one) => holds(one.kinds, kind) && holds(one.apiGroups, group));
}

function holds(names: readonly string[], name: string): boolean {
  return names.length === 0 || names.includes('*') || names.includes(name);
}

/** A scope that is none, as a misspelt one, takes everything. */
function fitsScope({ scope }: Match, target: MatchTarget, namespace: string | undefined, isNamespace: boolean): boolean {
  const isInNamespace = !isNamespace && (namespace !== undefined || target.namespace !== undefined);
  if (scope === 'Cluster') return !isInNamespace;
  return scope === 'Namespaced' ? isInNamespace : true;
}

function fitsSource({ source = 'All' }: Match, target: MatchTarget, name: string): boolean | string {
  if (source === 'All') return true;
  if (source !== 'Generated' && source !== 'Original') return `invalid source field "${source}"`;
  return target.source === undefined ? `source field not specified for resource ${name}` : source === target.source;
}
