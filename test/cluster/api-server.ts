import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { gzipSync } from 'node:zlib';
import type { Pair } from './certificates.ts';

export interface ApiObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly [field: string]: unknown;
}

/** What is to go wrong with a request. */
export type Fault =
  | { readonly kind: 'status'; readonly status: number; readonly headers?: http.OutgoingHttpHeaders; readonly body?: unknown }
  /** Half an answer, then the end of the connection. */
  | { readonly kind: 'cut' }
  /** No answer at all. */
  | { readonly kind: 'silence' };

export interface ApiServerOptions {
  readonly objects: Iterable<ApiObject>;
  /** TLS with this certificate; plain HTTP without. */
  readonly tls?: Pair & { readonly authority: string };
  /** Tokens it accepts, beside client certificates. */
  readonly tokens?: Set<string>;
  readonly aggregated?: boolean;
  readonly fault?: (path: string, query: URLSearchParams) => Fault | undefined;
}

export interface ApiServer {
  readonly url: string;
  /** Path and query of every request that was let in, in order. */
  readonly requests: readonly string[];
  readonly headers: readonly http.IncomingHttpHeaders[];
  close(): Promise<void>;
}

interface Resource {
  readonly group: string;
  readonly version: string;
  readonly name: string;
  readonly kind: string;
  readonly namespaced: boolean;
  readonly shortNames: readonly string[];
  readonly canList: boolean;
}

const resource = (
  group: string,
  version: string,
  name: string,
  kind: string,
  namespaced: boolean,
  shortNames: string[] = [],
  canList = true,
): Resource => ({
  group,
  version,
  name,
  kind,
  namespaced,
  shortNames,
  canList,
});

/** Versions in the order of preference. */
const RESOURCES: readonly Resource[] = [
  resource('', 'v1', 'bindings', 'Binding', true, [], false),
  resource('', 'v1', 'componentstatuses', 'ComponentStatus', false, ['cs']),
  resource('', 'v1', 'configmaps', 'ConfigMap', true, ['cm']),
  resource('', 'v1', 'events', 'Event', true, ['ev']),
  resource('', 'v1', 'namespaces', 'Namespace', false, ['ns']),
  resource('', 'v1', 'pods', 'Pod', true, ['po']),
  resource('', 'v1', 'secrets', 'Secret', true),
  resource('', 'v1', 'serviceaccounts', 'ServiceAccount', true, ['sa']),
  resource('', 'v1', 'services', 'Service', true, ['svc']),
  resource('apps', 'v1', 'deployments', 'Deployment', true, ['deploy']),
  resource('apps', 'v1', 'replicasets', 'ReplicaSet', true, ['rs']),
  resource('authorization.k8s.io', 'v1', 'selfsubjectaccessreviews', 'SelfSubjectAccessReview', false, [], false),
  resource('coordination.k8s.io', 'v1', 'leases', 'Lease', true),
  resource('example.com', 'v2', 'widgets', 'Widget', true, ['wd']),
  resource('example.com', 'v1', 'widgets', 'Widget', true, ['wd']),
  resource('extensions', 'v1beta1', 'ingresses', 'Ingress', true, ['ing']),
  resource('events.k8s.io', 'v1', 'events', 'Event', true, ['ev']),
  resource('metrics.k8s.io', 'v1beta1', 'nodes', 'NodeMetrics', false),
  resource('networking.k8s.io', 'v1', 'ingresses', 'Ingress', true, ['ing']),
  resource('networking.k8s.io', 'v1', 'networkpolicies', 'NetworkPolicy', true, ['netpol']),
  resource('rbac.authorization.k8s.io', 'v1', 'clusterroles', 'ClusterRole', false),
];

/** An extension server that is down. */
const BROKEN = { group: 'broken.example.com', version: 'v1' };

const verbsOf = ({ canList }: Resource): string[] => (canList ? ['get', 'list', 'watch', 'create'] : ['create']);
const groups = [...new Set(RESOURCES.map(({ group }) => group))];
const versionsOf = (group: string): string[] => [...new Set(RESOURCES.filter((one) => one.group === group).map(({ version }) => version))];

/** Answers the read requests of a Kubernetes API server over given objects, and fails on demand. */
export async function startApiServer(options: ApiServerOptions): Promise<ApiServer> {
  const objects = [...options.objects].toSorted((a, b) => compare(keyOf(a), keyOf(b)));
  const requests: string[] = [];
  const headers: http.IncomingHttpHeaders[] = [];
  const handle = (request: http.IncomingMessage, response: http.ServerResponse): void => {
    if (!isKnown(request, options)) return send(request, response, 401, status(401, 'Unauthorized'));
    const { pathname: path, searchParams } = new URL(request.url ?? '', 'http://x');
    const fault = options.fault?.(path, searchParams);
    requests.push(request.url ?? '');
    headers.push(request.headers);
    if (fault?.kind === 'silence') return;
    if (fault?.kind === 'status')
      return send(request, response, fault.status, fault.body ?? status(fault.status, `told to answer ${fault.status}`), fault.headers);
    const value = answer(
      path,
      searchParams,
      objects,
      options.aggregated !== false && `${request.headers.accept}`.includes('APIGroupDiscoveryList'),
    );
    if (fault?.kind === 'cut') {
      const text = JSON.stringify(value);
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': text.length });
      response.write(text.slice(0, text.length / 2), () => request.socket.destroy());
      return;
    }
    send(request, response, value === undefined ? 404 : 200, value ?? status(404, 'the server could not find the requested resource'));
  };
  const { tls } = options;
  const server = tls
    ? https.createServer({ cert: tls.certificate, key: tls.key, ca: tls.authority, requestCert: true, rejectUnauthorized: false }, handle)
    : http.createServer(handle);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `${tls ? 'https' : 'http'}://127.0.0.1:${port}`,
    requests,
    headers,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function isKnown({ headers, socket }: http.IncomingMessage, { tls, tokens }: ApiServerOptions): boolean {
  if (!tls && !tokens) return true;
  const token = /^Bearer (.*)$/.exec(headers.authorization ?? '')?.[1];
  return (tls !== undefined && (socket as TLSSocket).authorized) || (token !== undefined && tokens?.has(token) === true);
}

function send(
  request: http.IncomingMessage,
  response: http.ServerResponse,
  code: number,
  value: unknown,
  headers: http.OutgoingHttpHeaders = {},
): void {
  const text = JSON.stringify(value);
  const isLong = text.length > 1000 && `${request.headers['accept-encoding']}`.includes('gzip');
  response.writeHead(code, { 'content-type': 'application/json', ...(isLong ? { 'content-encoding': 'gzip' } : {}), ...headers });
  response.end(isLong ? gzipSync(text, { level: 1 }) : text);
}

function status(code: number, message: string): unknown {
  return { kind: 'Status', apiVersion: 'v1', status: 'Failure', code, message };
}

function answer(path: string, query: URLSearchParams, objects: readonly ApiObject[], aggregated: boolean): unknown {
  if (path === '/version') return { gitVersion: 'v1.34.1', platform: 'linux/amd64' };
  if (path === '/api') return aggregated ? aggregatedList(['']) : { kind: 'APIVersions', versions: ['v1'] };
  if (path === '/apis') return aggregated ? aggregatedList(groups.slice(1)) : groupList();
  const [, root, ...steps] = path.split('/');
  const [group, version, ...rest] = root === 'api' ? ['', ...steps] : steps;
  const here = RESOURCES.filter((one) => one.group === group && one.version === version);
  if (rest.length === 0) return here.length > 0 ? resourceList(here) : undefined;
  if (rest.length === 2 && rest[0] === 'namespaces' && group === '')
    return objects.find(({ kind, metadata }) => kind === 'Namespace' && metadata.name === rest[1]);
  const namespace = rest.length === 3 ? rest[1] : undefined;
  const listed = here.find(({ name, canList }) => canList && name === rest.at(-1));
  if (!listed) return undefined;
  const all = objects.filter(
    ({ apiVersion, kind, metadata }) =>
      kind === listed.kind && groupOf(apiVersion) === group && (namespace === undefined || metadata.namespace === namespace),
  );
  return page(all, listed, query);
}

/** Members of lists of built-in kinds do not repeat their kind. */
function page(all: readonly ApiObject[], { group, version, kind }: Resource, query: URLSearchParams): unknown {
  const start = Number(query.get('continue') ?? '0');
  const end = start + Number(query.get('limit') ?? all.length);
  const items = all.slice(start, end).map((object) => {
    const { apiVersion: _, kind: __, ...rest } = object;
    return group.includes('example') ? object : rest;
  });
  const more = end < all.length ? { continue: String(end) } : {};
  return {
    kind: `${kind}List`,
    apiVersion: group === '' ? version : `${group}/${version}`,
    metadata: { resourceVersion: '42', ...more },
    items,
  };
}

function aggregatedList(names: readonly string[]): unknown {
  const items: unknown[] = names.map((group) => ({
    metadata: group === '' ? {} : { name: group },
    versions: versionsOf(group).map((version) => ({
      version,
      freshness: 'Current',
      resources: RESOURCES.filter((one) => one.group === group && one.version === version).map((one) => ({
        resource: one.name,
        responseKind: { group, version, kind: one.kind },
        scope: one.namespaced ? 'Namespaced' : 'Cluster',
        singularResource: one.kind.toLowerCase(),
        shortNames: one.shortNames,
        verbs: verbsOf(one),
        ...(one.name === 'pods' ? { subresources: [{ subresource: 'log', responseKind: { kind: 'Pod' }, verbs: ['get'] }] } : {}),
      })),
    })),
  }));
  if (!names.includes('')) items.push({ metadata: { name: BROKEN.group }, versions: [{ version: BROKEN.version, freshness: 'Stale' }] });
  return { kind: 'APIGroupDiscoveryList', apiVersion: 'apidiscovery.k8s.io/v2', items };
}

function groupList(): unknown {
  const item = (name: string, versions: readonly string[]): unknown => ({
    name,
    versions: versions.map((version) => ({ groupVersion: `${name}/${version}`, version })),
    preferredVersion: { groupVersion: `${name}/${versions[0]}`, version: versions[0] },
  });
  return {
    kind: 'APIGroupList',
    groups: [...groups.slice(1).map((name) => item(name, versionsOf(name))), item(BROKEN.group, [BROKEN.version])],
  };
}

function resourceList(here: readonly Resource[]): unknown {
  const items = here.flatMap((one) => {
    const entry = {
      name: one.name,
      singularName: one.kind.toLowerCase(),
      namespaced: one.namespaced,
      kind: one.kind,
      verbs: verbsOf(one),
      shortNames: one.shortNames,
    };
    return one.name === 'pods' ? [entry, { name: 'pods/log', singularName: '', namespaced: true, kind: 'Pod', verbs: ['get'] }] : [entry];
  });
  return { kind: 'APIResourceList', resources: items };
}

function groupOf(apiVersion: string): string {
  return apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '';
}

function keyOf({ metadata }: ApiObject): string {
  return `${metadata.namespace ?? ''}/${metadata.name}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
