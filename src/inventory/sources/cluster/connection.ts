import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { didYouMean, isRecord, listAt, recordAt, stringAt } from '../../../core/index.ts';
import { describeSystemError } from '../walk.ts';
import { ConnectionError } from './connection-error.ts';
import type { ExecPlugin } from './exec-plugin.ts';
import { readExecPlugin } from './exec-plugin.ts';
import { type Kubeconfig, type KubeconfigEntry, type KubeconfigOptions, loadKubeconfig } from './kubeconfig.ts';

export interface ClientCertificate {
  readonly certificate: string;
  readonly key: string;
}

/** How a user of a kubeconfig shows who he is. */
export type Authentication =
  | { readonly kind: 'none' }
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'token-file'; readonly path: string }
  | { readonly kind: 'basic'; readonly username: string; readonly password: string }
  | { readonly kind: 'exec'; readonly plugin: ExecPlugin };

/** All that is needed to talk to one API server. */
export interface Connection {
  /** What the user calls it: the context, or `in-cluster`. */
  readonly name: string;
  readonly server: URL;
  readonly authorities: string | undefined;
  readonly skipsVerification: boolean;
  readonly serverName: string | undefined;
  readonly proxy: string | undefined;
  readonly isCompressionOff: boolean;
  readonly user: string;
  readonly certificate: ClientCertificate | undefined;
  readonly authentication: Authentication;
  /** Headers by which the user acts as somebody else. */
  readonly impersonation: readonly (readonly [string, string])[];
}

export interface ConnectionOptions extends KubeconfigOptions {
  readonly context?: string;
}

const SERVICE_ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';

/** Finds the API server as kubectl would: the kubeconfig first, the service account of the pod last. Throws a ConnectionError. */
export function findConnection(options: ConnectionOptions): Connection {
  const config = loadKubeconfig(options);
  if (config && (config.contexts.size > 0 || options.context !== undefined)) return connectionOf(config, options.context);
  const inCluster = options.context === undefined ? inClusterConnection(options.env) : undefined;
  if (inCluster) return inCluster;
  const where = config ? `${config.files.join(', ')} has no contexts` : 'there is no kubeconfig';
  throw new ConnectionError(`${where}, and this is no pod of a cluster`, 'name one with --kubeconfig FILE or the variable KUBECONFIG');
}

/** https://kubernetes.io/docs/tasks/run-application/access-api-from-pod/ */
function inClusterConnection(env: ConnectionOptions['env']): Connection | undefined {
  const host = env['KUBERNETES_SERVICE_HOST'];
  const port = env['KUBERNETES_SERVICE_PORT'];
  if (!host || !port) return undefined;
  return {
    name: 'in-cluster',
    server: new URL(`https://${host.includes(':') ? `[${host}]` : host}:${port}`),
    authorities: readNamed(`${SERVICE_ACCOUNT}/ca.crt`, 'the certificate authority of the pod'),
    skipsVerification: false,
    serverName: undefined,
    proxy: undefined,
    isCompressionOff: false,
    user: 'the service account of this pod',
    certificate: undefined,
    authentication: { kind: 'token-file', path: `${SERVICE_ACCOUNT}/token` },
    impersonation: [],
  };
}

/** https://kubernetes.io/docs/reference/config-api/kubeconfig.v1/ */
function connectionOf(config: Kubeconfig, wanted: string | undefined): Connection {
  const name = wanted ?? config.currentContext;
  if (name === undefined) {
    throw new ConnectionError(
      'the kubeconfig has no current-context',
      `name one with --context: ${[...config.contexts.keys()].join(', ')}`,
    );
  }
  const { value: context } = entryOf(config.contexts, name, 'context', config);
  const clusterName = stringAt(context, 'cluster') ?? '';
  const cluster = entryOf(config.clusters, clusterName, 'cluster', config);
  const userName = stringAt(context, 'user') ?? '';
  const user = userName === '' ? { value: {}, folder: '' } : entryOf(config.users, userName, 'user', config);
  const authorities = dataOrFile(cluster, 'certificate-authority');
  const skipsVerification = cluster.value['insecure-skip-tls-verify'] === true;
  if (skipsVerification && authorities !== undefined) {
    throw new ConnectionError(
      `cluster ${clusterName} has both insecure-skip-tls-verify and a certificate authority`,
      'take one of them out',
    );
  }
  return {
    name,
    server: serverOf(cluster, clusterName),
    authorities,
    skipsVerification,
    serverName: stringAt(cluster.value, 'tls-server-name'),
    proxy: proxyOf(cluster, clusterName),
    isCompressionOff: cluster.value['disable-compression'] === true,
    user: userName,
    certificate: certificateOf(user, userName),
    authentication: authenticationOf(user, userName, cluster),
    impersonation: impersonationOf(user.value, userName),
  };
}

function entryOf(
  entries: ReadonlyMap<string, KubeconfigEntry>,
  name: string,
  what: 'context' | 'cluster' | 'user',
  { files }: Kubeconfig,
): KubeconfigEntry {
  const entry = entries.get(name);
  if (entry) return entry;
  const nearest = didYouMean(name, entries.keys());
  const known = entries.size === 0 ? `there are no ${what}s` : `there are: ${[...entries.keys()].join(', ')}`;
  throw new ConnectionError(
    `there is no ${what} "${name}" in ${files.join(', ')}`,
    nearest === undefined ? known : `did you mean ${nearest}?`,
  );
}

function serverOf({ value }: KubeconfigEntry, name: string): URL {
  const text = stringAt(value, 'server') ?? '';
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`);
  if (text === '' || !url || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw new ConnectionError(`the server of cluster ${name} is no http or https address`);
  }
  return url;
}

/** Node connects through HTTP proxies by itself; SOCKS it does not speak. */
function proxyOf({ value }: KubeconfigEntry, name: string): string | undefined {
  const proxy = stringAt(value, 'proxy-url');
  if (proxy === undefined || proxy === '') return undefined;
  if (/^https?:\/\//i.test(proxy)) return proxy;
  const scheme = /^[a-z0-9+.-]+(?=:)/i.exec(proxy)?.[0] ?? 'none';
  throw new ConnectionError(
    `the proxy-url of cluster ${name} has the scheme ${scheme}, and only http and https proxies are supported`,
    'put an HTTP proxy before it, or a tunnel: ssh -L 6443:SERVER:6443 HOST, with tls-server-name',
  );
}

function certificateOf(user: KubeconfigEntry, name: string): ClientCertificate | undefined {
  const certificate = dataOrFile(user, 'client-certificate');
  const key = dataOrFile(user, 'client-key');
  if (certificate === undefined && key === undefined) return undefined;
  if (certificate === undefined || key === undefined) {
    throw new ConnectionError(
      `user ${name} has ${certificate === undefined ? 'a client key without a certificate' : 'a client certificate without its key'}`,
    );
  }
  return { certificate, key };
}

function authenticationOf({ value, folder }: KubeconfigEntry, name: string, cluster: KubeconfigEntry): Authentication {
  const tokenFile = stringAt(value, 'tokenFile');
  // Where both stand, what is in the file takes precedence: it is the newer one.
  if (tokenFile) return { kind: 'token-file', path: resolve(folder, tokenFile) };
  const token = stringAt(value, 'token');
  if (token) return { kind: 'token', token };
  const username = stringAt(value, 'username');
  if (username) return { kind: 'basic', username, password: stringAt(value, 'password') ?? '' };
  if (isRecord(value['exec']))
    return { kind: 'exec', plugin: readExecPlugin(value['exec'], folder, name, cluster, dataOrFile(cluster, 'certificate-authority')) };
  const provider = stringAt(value, 'auth-provider', 'name');
  if (provider !== undefined) {
    throw new ConnectionError(
      `user ${name} has the auth-provider ${provider}, which Kubernetes has dropped in favour of exec plugins`,
      providerHint(provider),
    );
  }
  return { kind: 'none' };
}

function providerHint(provider: string): string {
  if (provider === 'gcp') return 'install gke-gcloud-auth-plugin and run: gcloud container clusters get-credentials NAME';
  if (provider === 'azure') return 'run: kubelogin convert-kubeconfig';
  return 'use an exec plugin such as kubelogin (kubectl oidc-login)';
}

/** https://kubernetes.io/docs/reference/access-authn-authz/authentication/#user-impersonation */
function impersonationOf(user: Readonly<Record<string, unknown>>, name: string): [string, string][] {
  const as = stringAt(user, 'as');
  const uid = stringAt(user, 'as-uid');
  const groups = listAt(user, 'as-groups').filter((group) => typeof group === 'string');
  const extra = Object.entries(recordAt(user, 'as-user-extra')).flatMap(([key, values]) =>
    (Array.isArray(values) ? values : []).map((value): [string, string] => [`Impersonate-Extra-${encodeURIComponent(key)}`, String(value)]),
  );
  if (!as && (uid || groups.length > 0 || extra.length > 0)) {
    throw new ConnectionError(`user ${name} impersonates a uid, groups or extra fields, and says no user in "as"`);
  }
  return [
    ...(as ? [['Impersonate-User', as] as [string, string]] : []),
    ...(uid ? [['Impersonate-Uid', uid] as [string, string]] : []),
    ...groups.map((group): [string, string] => ['Impersonate-Group', group]),
    ...extra,
  ];
}

/** The PEM text in `NAME-data`, which wins, or in the file of `NAME`. */
function dataOrFile({ value, folder }: KubeconfigEntry, name: string): string | undefined {
  const data = stringAt(value, `${name}-data`);
  if (data) return Buffer.from(data, 'base64').toString('latin1');
  const path = stringAt(value, name);
  return path ? readNamed(resolve(folder, path), name) : undefined;
}

function readNamed(path: string, what: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch (error) {
    throw new ConnectionError(`cannot read ${what} from ${path}: ${describeSystemError(error)}`);
  }
}
