import { listAt, stringAt } from '../../../core/index.ts';
import type { SnapshotResource } from '../../snapshot.ts';
import type { Answer, ClusterClient } from './client.ts';
import { isNamespaces } from './select-resources.ts';

/** What listing a resource brings, step by step. */
export type ListStep =
  | { readonly kind: 'page'; readonly items: readonly unknown[] }
  /** What came so far is void: the list has expired and begins anew. */
  | { readonly kind: 'restart' }
  | { readonly kind: 'read'; readonly resourceVersion: string | undefined; readonly isConsistent: boolean }
  | { readonly kind: 'refused' | 'failed'; readonly reason: string };

const MAX_RESTARTS = 3;
const SMALLEST_PAGE = 5;

/**
 * Reads all objects of a resource in pages. A list that expired midway (410) goes on with the token that the answer carries, from where
 * it was but without the promise that nothing was missed; without a token it begins anew.
 * https://kubernetes.io/docs/reference/using-api/api-concepts/#retrieving-large-results-sets-in-chunks
 */
export async function* listResource(
  client: ClusterClient,
  resource: SnapshotResource,
  namespaces: readonly string[],
  pageSize: number,
): AsyncGenerator<ListStep> {
  if (namespaces.length > 0 && isNamespaces(resource)) {
    yield* getNamespaces(client, resource, namespaces);
    return;
  }
  let restarts = 0;
  let size = pageSize;
  let isConsistent = true;
  let resourceVersion: string | undefined;
  const scopes = resource.namespaced && namespaces.length > 0 ? namespaces : [undefined];
  for (let scope = 0; scope < scopes.length; scope++) {
    for (let token: string | undefined = ''; token !== undefined; ) {
      const answer = await client.get(pathOf(resource, scopes[scope], size, token));
      if (answer.kind === 'ok') {
        yield { kind: 'page', items: listAt(answer.value, 'items') };
        resourceVersion = stringAt(answer.value, 'metadata', 'resourceVersion') ?? resourceVersion;
        token = stringAt(answer.value, 'metadata', 'continue') || undefined;
      } else if (answer.kind === 'too-large' && size > SMALLEST_PAGE) {
        size = Math.max(SMALLEST_PAGE, Math.floor(size / 4));
      } else if (answer.kind === 'error' && answer.status === 410 && token !== '') {
        const next = stringAt(answer.value, 'metadata', 'continue') || undefined;
        if (next === undefined && ++restarts > MAX_RESTARTS) {
          yield { kind: 'failed', reason: `its list expires before it is read, also when begun anew ${MAX_RESTARTS} times` };
          return;
        }
        if (next === undefined) {
          yield { kind: 'restart' };
          scope = 0;
          token = '';
        } else {
          isConsistent = false;
          token = next;
        }
      } else {
        yield failureOf(answer);
        return;
      }
    }
  }
  yield { kind: 'read', resourceVersion, isConsistent };
}

/** Who may only see some namespaces may often get them by name, and not list them. */
async function* getNamespaces(client: ClusterClient, resource: SnapshotResource, names: readonly string[]): AsyncGenerator<ListStep> {
  const items: unknown[] = [];
  for (const name of names) {
    const answer = await client.get(`/api/${resource.version}/namespaces/${encodeURIComponent(name)}`);
    if (answer.kind === 'ok') items.push(answer.value);
    else {
      yield answer.kind === 'error' && answer.status === 404
        ? { kind: 'failed', reason: `there is no namespace ${name}` }
        : failureOf(answer);
      return;
    }
  }
  yield { kind: 'page', items };
  yield { kind: 'read', resourceVersion: undefined, isConsistent: true };
}

function failureOf(answer: Exclude<Answer, { kind: 'ok' }>): ListStep {
  if (answer.kind === 'too-large') return { kind: 'failed', reason: `${SMALLEST_PAGE} of its objects are more than is read at once` };
  return { kind: answer.status === 403 ? 'refused' : 'failed', reason: answer.message };
}

function pathOf({ group, version, resource }: SnapshotResource, namespace: string | undefined, limit: number, token: string): string {
  const root = group === '' ? `/api/${version}` : `/apis/${group}/${version}`;
  const inside = namespace === undefined ? '' : `/namespaces/${encodeURIComponent(namespace)}`;
  const query = new URLSearchParams({ limit: String(limit), ...(token === '' ? {} : { continue: token }) });
  return `${root}${inside}/${resource}?${query}`;
}
