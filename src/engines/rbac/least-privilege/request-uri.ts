// Source of truth: https://github.com/kubernetes/apiserver/blob/v0.37.2/pkg/endpoints/request/requestinfo.go (NewRequestInfo)
import { type ResourceAction, resourceAction } from '../request.ts';

const NAMESPACE_SUBRESOURCES: ReadonlySet<string | undefined> = new Set(['status', 'finalize']);
const LISTS: ReadonlySet<string> = new Set(['list', 'watch']);

/** The path of a URI as authorizers see it: without the query, and with escapes resolved, those of slashes too. */
export function pathOfUri(uri: string): string {
  const end = uri.search(/[?#]/);
  const path = end < 0 ? uri : uri.slice(0, end);
  if (!path.includes('%')) return path;
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

/** The request for a resource that the authorizer of the API server saw; `undefined` where the path leads to no resource. The verb is that of the audit event. */
export function readRequestUri(uri: string, verb: string): ResourceAction | undefined {
  const path = pathOfUri(uri);
  const segments = path.split('/').filter((segment) => segment !== '');
  const [prefix] = segments;
  if ((prefix !== 'api' && prefix !== 'apis') || segments.length < 3) return undefined;
  const apiGroup = prefix === 'apis' ? (segments[1] ?? '') : '';
  let rest = segments.slice(prefix === 'apis' ? 3 : 2);
  // Old forms of paths: the verb stands before the resource.
  const special = rest[0] === 'watch' || rest[0] === 'proxy' ? rest[0] : undefined;
  if (special !== undefined) rest = rest.slice(1);
  if (rest.length === 0) return undefined;
  let namespace = '';
  if (rest[0] === 'namespaces' && rest.length > 1) {
    namespace = rest[1] ?? '';
    if (rest.length > 2 && !NAMESPACE_SUBRESOURCES.has(rest[2])) rest = rest.slice(2);
  }
  const [resource = '', name = '', subresource = ''] = rest;
  return resourceAction(verb, resource, {
    apiGroup,
    namespace,
    subresource: special === 'proxy' ? '' : subresource,
    ...(name === '' ? selected(uri, verb) : { name }),
  });
}

/** A list or watch that a field selector limits to one object. */
function selected(uri: string, verb: string): { readonly fieldSelector?: readonly [{ readonly field: string; readonly value: string }] } {
  const query = uri.indexOf('?');
  if (!LISTS.has(verb) || query < 0 || !uri.includes('fieldSelector=', query)) return {};
  const selector = new URLSearchParams(uri.slice(query + 1)).get('fieldSelector') ?? '';
  for (const requirement of selector.split(',')) {
    const [, value] = /^\s*metadata\.name\s*={1,2}\s*([^\s=!,]+)\s*$/.exec(requirement) ?? [];
    if (value !== undefined) return { fieldSelector: [{ field: 'metadata.name', value }] };
  }
  return {};
}
