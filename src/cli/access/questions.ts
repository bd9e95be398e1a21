import { didYouMean } from '../../core/index.ts';
import {
  type Action,
  AUTHENTICATED,
  formatSubjectName,
  identify,
  pathAction,
  type RbacPolicy,
  resourceAction,
  type Subject,
  splitServiceAccountName,
  type UserInfo,
  userOf,
} from '../../engines/rbac/index.ts';
import { type ApiResource, VIRTUAL_RESOURCES } from '../../kubernetes/index.ts';
import type { OptionValues } from '../option-spec.ts';
import { listOption } from '../read-worlds.ts';
import { UsageError } from '../usage-error.ts';
import { type AccessState } from './read-access.ts';

/** A question about one request, with what the user should know about how it was understood. */
export interface AskedAction {
  readonly action: Action;
  readonly resource: ApiResource | undefined;
  readonly warnings: readonly string[];
}

const KNOWN_VERBS =
  'get list watch create update patch delete deletecollection proxy use bind escalate impersonate approve sign attest post put head options *'.split(
    ' ',
  );
const UNNAMED = new Set(['create', 'deletecollection']);

/**
 * The request that a verb and a resource mean, with the words that kubectl knows for resources. Unknown words are legal in rules, so they
 * are asked as they stand, and said.
 */
export function askAction(words: readonly string[], options: OptionValues, state: AccessState, namespace: string): AskedAction {
  const [verb = '', target] = words;
  const url = options['nonResource'] as string | undefined;
  const subresource = (options['subresource'] as string | undefined) ?? '';
  const warnings: string[] = [];
  if (!KNOWN_VERBS.includes(verb))
    warnings.push(unknownWord(`verb "${verb}" is none that the API server uses`, didYouMean(verb, KNOWN_VERBS)));
  if (url !== undefined || target?.startsWith('/')) {
    if (url !== undefined && target !== undefined) throw new UsageError('a request is for a resource or for a path, not for both');
    if (subresource !== '') throw new UsageError('--subresource cannot be used with a path');
    return { action: pathAction(verb, url ?? target ?? ''), resource: undefined, warnings };
  }
  if (target === undefined) {
    throw new UsageError('a resource is missing', {
      hint: `for example: seawall rbac can-i ${verb} pods, or --non-resource /healthz for a path`,
    });
  }
  const slash = target.indexOf('/');
  const word = slash < 0 ? target : target.slice(0, slash);
  let name = slash < 0 ? '' : target.slice(slash + 1);
  if (word === '*')
    return { action: resourceAction(verb, '*', { apiGroup: '*', subresource, namespace, name }), resource: undefined, warnings };
  const resource = state.names.find(word);
  if (resource && subresource === '' && name !== '' && resource.subresources.some((one) => one.name === name)) {
    warnings.push(`"${target}" asks for ${resource.resource} named ${name}; for the subresource: ${word} --subresource ${name}`);
  }
  if (resource && subresource !== '' && !resource.subresources.some((one) => one.name === subresource)) {
    warnings.push(
      unknownWord(
        `${resource.resource} have no subresource "${subresource}" that is known`,
        didYouMean(
          subresource,
          resource.subresources.map((one) => one.name),
        ),
      ),
    );
  }
  if (UNNAMED.has(verb) && subresource === '' && name !== '') {
    warnings.push(`a request to ${verb} carries no name when it is authorized, so the name is left out; kubectl would ask with it`);
    name = '';
  }
  const virtual = resource ? undefined : VIRTUAL_RESOURCES.find((one) => one.resource === word);
  if (!resource && !virtual) warnings.push(unknownWord(`no resource is called "${word}"`, state.names.suggest(word)));
  const isNamespaced = resource?.isNamespaced ?? virtual?.isNamespaced ?? true;
  if (!isNamespaced && options['namespace'] !== undefined && !(resource?.resource === 'namespaces')) {
    warnings.push(`${resource?.resource ?? word} stand in no namespace, so --namespace is left out; kubectl would ask with it`);
  }
  const [plain = '', ...group] = word.split('.');
  // The API server takes the name of a namespace for the namespace of the request.
  const place = resource?.resource === 'namespaces' && resource.group === '' ? name : isNamespaced ? namespace : '';
  const parts = { apiGroup: resource?.group ?? virtual?.group ?? group.join('.'), subresource, namespace: place, name };
  return { action: resourceAction(verb, resource?.resource ?? (virtual || group.length > 0 ? plain : word), parts), resource, warnings };
}

function unknownWord(message: string, suggestion: string | undefined): string {
  return suggestion === undefined ? message : `${message}; did you mean "${suggestion}"?`;
}

export interface AskedUser {
  readonly user: UserInfo;
  /** How people name it. */
  readonly title: string;
}

/** The user of `--as`, `--as-group` and `--as-serviceaccount`, with the groups that the API server gives to one who is impersonated. */
export function askUser(options: OptionValues): AskedUser {
  const groups = listOption(options['asGroup']);
  const account = options['asServiceaccount'] as string | undefined;
  const name = options['as'] as string | undefined;
  if (account !== undefined && name !== undefined) throw new UsageError('--as and --as-serviceaccount name two different users');
  if (account !== undefined) {
    const subject = parseAccount(account);
    return withGroups(subject, groups);
  }
  if (name !== undefined) {
    const split = splitServiceAccountName(name);
    if (split) return withGroups({ kind: 'ServiceAccount', ...split }, groups);
    return { user: identify(name, groups), title: groups.length > 0 ? `User ${name} in ${groups.join(', ')}` : `User ${name}` };
  }
  if (groups.length > 0) {
    const [first = ''] = groups;
    const user = userOf({ kind: 'Group', namespace: '', name: first });
    return { user: { ...user, groups: [...new Set([...groups, ...user.groups])] }, title: `a member of ${groups.join(', ')}` };
  }
  throw new UsageError('who asks?', {
    hint: 'files do not know who you are: name somebody with --as USER, --as-group GROUP or --as-serviceaccount NAMESPACE/NAME',
  });
}

/** Groups that are named replace those that a service account has by itself, as they do for the API server. */
function withGroups(subject: Subject, groups: readonly string[]): AskedUser {
  const user = userOf(subject);
  const title = formatSubjectName(subject);
  if (groups.length === 0) return { user, title };
  return { user: { ...user, groups: [...new Set([...groups, AUTHENTICATED])] }, title: `${title} with the groups ${groups.join(', ')}` };
}

/** A service account written as NAMESPACE/NAME, or with a colon between. */
export function parseAccount(text: string): Subject {
  const [namespace = '', name = '', ...rest] = text.split(/[/:]/);
  if (namespace === '' || name === '' || rest.length > 0) {
    throw new UsageError(`"${text}" names no service account`, { hint: 'write NAMESPACE/NAME, for example shop/web' });
  }
  return { kind: 'ServiceAccount', namespace, name };
}

export interface AskedSubject {
  readonly subject: Subject;
  readonly warnings: readonly string[];
}

/**
 * The subject that a word means: `shop/web` is a service account, `user:`, `group:` and `serviceaccount:` before a name say what it is, a
 * bare name is whoever bears it in the policy.
 */
export function askSubject(text: string, policy: RbacPolicy, known: readonly Subject[]): AskedSubject {
  const [, prefix, rest = ''] = /^(user|group|serviceaccount|sa):(.+)$/i.exec(text) ?? [];
  const warn = (subject: Subject): AskedSubject => ({
    subject,
    warnings: known.some((one) => isSame(one, subject)) ? [] : [strange(subject, known)],
  });
  switch (prefix?.toLowerCase()) {
    case 'user':
      return warn({ kind: 'User', namespace: '', name: rest });
    case 'group':
      return warn({ kind: 'Group', namespace: '', name: rest });
    case 'serviceaccount':
    case 'sa':
      return warn(parseAccount(rest));
    default:
  }
  const account = splitServiceAccountName(text);
  if (account) return warn({ kind: 'ServiceAccount', ...account });
  const named = known.filter(({ kind, name }) => name === text && kind !== 'ServiceAccount');
  const [first, second] = named;
  if (first && second) {
    throw new UsageError(`"${text}" is both a user and a group`, { hint: `write user:${text} or group:${text}` });
  }
  if (first) return { subject: first, warnings: [] };
  if (text.includes('/')) return warn(parseAccount(text));
  const accounts = known.filter(({ kind, name }) => kind === 'ServiceAccount' && name === text);
  if (accounts.length > 1) {
    const shown = accounts.slice(0, 5).map(({ namespace, name }) => `${namespace}/${name}`);
    throw new UsageError(`${accounts.length} service accounts are called ${text}`, { hint: `write one of: ${shown.join(', ')}` });
  }
  if (accounts[0]) return { subject: accounts[0], warnings: [] };
  if (text.startsWith('system:') && policy.bindings.length > 0)
    return warn({ kind: text === 'system:anonymous' ? 'User' : 'Group', namespace: '', name: text });
  return warn({ kind: 'User', namespace: '', name: text });
}

function isSame(a: Subject, b: Subject): boolean {
  return a.kind === b.kind && a.namespace === b.namespace && a.name === b.name;
}

function strange(subject: Subject, known: readonly Subject[]): string {
  const nameOf = ({ kind, namespace, name }: Subject): string => (kind === 'ServiceAccount' ? `${namespace}/${name}` : name);
  const nearest = didYouMean(nameOf(subject), known.map(nameOf));
  return unknownWord(`no binding and no object here names ${formatSubjectName(subject)}`, nearest);
}
