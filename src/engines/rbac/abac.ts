// Source of truth: https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/auth/authorizer/abac/abac.go and the conversions in
// https://github.com/kubernetes/kubernetes/tree/v1.37.0/pkg/apis/abac
import { booleanAt, isRecord, stringAt } from '../../core/index.ts';
import { urlCovers } from './match.ts';
import { type Action, AUTHENTICATED, type UserInfo } from './request.ts';

/** One line of a policy file, with what the versions of the format mean by an empty field already written out. */
export interface AbacPolicy {
  readonly user: string;
  readonly group: string;
  readonly readonly: boolean;
  readonly namespace: string;
  readonly resource: string;
  readonly apiGroup: string;
  readonly nonResourcePath: string;
}

export interface AbacLine {
  readonly policy: AbacPolicy;
  /** From 1. */
  readonly line: number;
}

/** The API server does not start with a line that it cannot read. */
export interface AbacFile {
  readonly policies: readonly AbacLine[];
  readonly unreadable: readonly { readonly line: number; readonly reason: string }[];
}

export type AbacDecision = { readonly kind: 'allow'; readonly by: AbacLine } | { readonly kind: 'noOpinion' };

const VERSION = 'abac.authorization.kubernetes.io/v1beta1';

/** Reads a policy file: one object a line, with blank lines and comments between. */
export function readAbacFile(text: string): AbacFile {
  const policies: AbacLine[] = [];
  const unreadable: { line: number; reason: string }[] = [];
  for (const [index, raw] of text.split('\n').entries()) {
    const trimmed = raw.trim();
    if (trimmed === '' || trimmed.startsWith('#')) continue;
    const read = readLine(trimmed);
    if (typeof read === 'string') unreadable.push({ line: index + 1, reason: read });
    else policies.push({ policy: read, line: index + 1 });
  }
  return { policies, unreadable };
}

const EMPTY: AbacPolicy = { user: '', group: '', readonly: false, namespace: '', resource: '', apiGroup: '', nonResourcePath: '' };

function readLine(text: string): AbacPolicy | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  if (!isRecord(value)) return 'not an object';
  const [apiVersion, kind] = [stringAt(value, 'apiVersion') ?? '', stringAt(value, 'kind') ?? ''];
  const isVersioned = apiVersion === VERSION && kind === 'Policy';
  const fields = isVersioned ? (value['spec'] ?? {}) : value;
  if (!isRecord(fields)) return 'spec is not an object';
  const wrong = Object.entries(EMPTY).find(
    ([field, empty]) => (fields[field] ?? undefined) !== undefined && typeof fields[field] !== typeof empty,
  );
  if (wrong) return `${wrong[0]} is not a ${typeof wrong[1]}`;
  // Whatever is of no known version is taken for the format that had none.
  return isVersioned ? convertV1beta1(fields) : convertV0(fields);
}

function fieldsOf(value: unknown): AbacPolicy {
  return {
    user: stringAt(value, 'user') ?? '',
    group: stringAt(value, 'group') ?? '',
    readonly: booleanAt(value, 'readonly') ?? false,
    namespace: stringAt(value, 'namespace') ?? '',
    resource: stringAt(value, 'resource') ?? '',
    apiGroup: stringAt(value, 'apiGroup') ?? '',
    nonResourcePath: stringAt(value, 'nonResourcePath') ?? '',
  };
}

/** A star for user or group means everyone who is authenticated; nobody matches an empty subject. */
export function convertV1beta1(spec: unknown): AbacPolicy {
  const policy = fieldsOf(spec);
  return policy.user === '*' || policy.group === '*' ? { ...policy, user: '', group: AUTHENTICATED } : policy;
}

/** The first format: an empty field means all, every API group matches, and a line without namespace and resource allows all paths. */
export function convertV0(value: unknown): AbacPolicy {
  const { user, group, readonly, namespace, resource } = fieldsOf(value);
  const isEveryone = (user === '' && group === '') || user === '*' || group === '*';
  return {
    user: isEveryone ? '' : user,
    group: isEveryone ? AUTHENTICATED : group,
    readonly,
    namespace: namespace === '' ? '*' : namespace,
    resource: resource === '' ? '*' : resource,
    apiGroup: '*',
    nonResourcePath: namespace === '' && resource === '' ? '*' : '',
  };
}

/** The first line that matches allows. */
export function decideAbac(file: AbacFile, user: UserInfo, action: Action): AbacDecision {
  const by = file.policies.find(({ policy }) => abacAllows(policy, user, action));
  return by ? { kind: 'allow', by } : { kind: 'noOpinion' };
}

export function abacAllows(policy: AbacPolicy, user: UserInfo, action: Action): boolean {
  return abacSubjectMatches(policy, user) && verbMatches(policy, action) && targetMatches(policy, action);
}

/** Both user and group must match where both are given. */
export function abacSubjectMatches({ user, group }: AbacPolicy, { name, groups }: UserInfo): boolean {
  if (user === '' && group === '') return false;
  return (user === '' || user === '*' || user === name) && (group === '' || group === '*' || groups.includes(group));
}

function verbMatches({ readonly }: AbacPolicy, { verb }: Action): boolean {
  return !readonly || verb === 'get' || verb === 'list' || verb === 'watch';
}

/** Names and subresources are not looked at. */
function targetMatches(policy: AbacPolicy, action: Action): boolean {
  if (action.kind === 'path') return policy.nonResourcePath === '*' || urlCovers(policy.nonResourcePath, action.path);
  const fits = (wanted: string, value: string): boolean => wanted === '*' || wanted === value;
  return fits(policy.namespace, action.namespace) && fits(policy.resource, action.resource) && fits(policy.apiGroup, action.apiGroup);
}
