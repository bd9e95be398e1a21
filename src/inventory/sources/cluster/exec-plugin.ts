import { spawn } from 'node:child_process';
import { isAbsolute, resolve } from 'node:path';
import process from 'node:process';
import { isRecord, listAt, recordAt, stringAt } from '../../../core/index.ts';
import type { ClientCertificate } from './connection.ts';
import { ConnectionError } from './connection-error.ts';
import type { KubeconfigEntry } from './kubeconfig.ts';

/** A program that gives credentials: https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins */
export interface ExecPlugin {
  readonly user: string;
  readonly apiVersion: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly installHint: string | undefined;
  readonly interactive: 'Never' | 'IfAvailable' | 'Always';
  /** What KUBERNETES_EXEC_INFO says of the cluster, where the plugin is to know it. */
  readonly cluster: Readonly<Record<string, unknown>> | undefined;
}

export interface ExecCredential {
  readonly token: string | undefined;
  readonly certificate: ClientCertificate | undefined;
  /** Milliseconds since 1970 from which on it is not valid; `undefined` for ever. */
  readonly expires: number | undefined;
}

const VERSIONS = ['client.authentication.k8s.io/v1', 'client.authentication.k8s.io/v1beta1'];
const EXTENSION = 'client.authentication.k8s.io/exec';
const MAX_OUTPUT = 1_000_000;
/** A person may have to log in; a program alone has no reason to take long. */
const TIMEOUT = { interactive: 300_000, alone: 60_000 } as const;

export function readExecPlugin(
  exec: Readonly<Record<string, unknown>>,
  folder: string,
  user: string,
  cluster: KubeconfigEntry,
  authorities: string | undefined,
): ExecPlugin {
  const apiVersion = stringAt(exec, 'apiVersion') ?? '';
  const command = stringAt(exec, 'command') ?? '';
  if (!VERSIONS.includes(apiVersion)) {
    throw new ConnectionError(
      `the exec plugin of user ${user} speaks ${apiVersion || 'no version'}, and Kubernetes knows ${VERSIONS.join(' and ')}`,
      'update the plugin, and write its kubeconfig anew',
    );
  }
  if (command === '') throw new ConnectionError(`the exec plugin of user ${user} names no command`);
  const interactive = stringAt(exec, 'interactiveMode') ?? 'IfAvailable';
  if (interactive !== 'Never' && interactive !== 'IfAvailable' && interactive !== 'Always') {
    throw new ConnectionError(`interactiveMode of user ${user} is ${interactive}, and must be Never, IfAvailable or Always`);
  }
  const env = listAt(exec, 'env').flatMap((item) => {
    const name = stringAt(item, 'name');
    return name === undefined ? [] : [[name, stringAt(item, 'value') ?? ''] as const];
  });
  return {
    user,
    apiVersion,
    // A name is looked for in PATH; a relative path starts at the kubeconfig.
    command: /[\\/]/.test(command) && !isAbsolute(command) ? resolve(folder, command) : command,
    args: listAt(exec, 'args').filter((arg) => typeof arg === 'string'),
    env: Object.fromEntries(env),
    installHint: stringAt(exec, 'installHint'),
    interactive,
    cluster: exec['provideClusterInfo'] === true ? clusterInfo(cluster, authorities) : undefined,
  };
}

/** https://kubernetes.io/docs/reference/config-api/client-authentication.v1/#client-authentication-k8s-io-v1-Cluster */
function clusterInfo({ value }: KubeconfigEntry, authorities: string | undefined): Record<string, unknown> {
  const extension = listAt(value, 'extensions').find((item) => stringAt(item, 'name') === EXTENSION);
  const config = recordAt(extension)['extension'];
  const same = ['server', 'tls-server-name', 'insecure-skip-tls-verify', 'proxy-url', 'disable-compression'] as const;
  return {
    ...Object.fromEntries(same.flatMap((key) => (value[key] === undefined ? [] : [[key, value[key]]]))),
    ...(authorities === undefined ? {} : { 'certificate-authority-data': Buffer.from(authorities, 'latin1').toString('base64') }),
    ...(config === undefined ? {} : { config }),
  };
}

/** Runs the plugin, without a shell, and reads what it prints. Its standard error is the user's. Throws a ConnectionError. */
export async function runExecPlugin(plugin: ExecPlugin, isTerminal: boolean = process.stdin.isTTY): Promise<ExecCredential> {
  const interactive = plugin.interactive !== 'Never' && isTerminal;
  if (plugin.interactive === 'Always' && !interactive) {
    throw new ConnectionError(`the exec plugin of user ${plugin.user} has to ask something, and standard input is no terminal`);
  }
  const info = {
    kind: 'ExecCredential',
    apiVersion: plugin.apiVersion,
    spec: { ...(plugin.cluster ? { cluster: plugin.cluster } : {}), interactive },
  };
  const output = await run(plugin, { ...process.env, ...plugin.env, KUBERNETES_EXEC_INFO: JSON.stringify(info) }, interactive);
  return readCredential(plugin, output);
}

function run(plugin: ExecPlugin, env: NodeJS.ProcessEnv, interactive: boolean): Promise<string> {
  const name = `the exec plugin ${plugin.command} of user ${plugin.user}`;
  return new Promise((succeed, fail) => {
    const timeout = interactive ? TIMEOUT.interactive : TIMEOUT.alone;
    const child = spawn(plugin.command, [...plugin.args], { env, stdio: [interactive ? 'inherit' : 'ignore', 'pipe', 'inherit'], timeout });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      if (output.length > MAX_OUTPUT) child.kill();
    });
    child.on('error', (error: NodeJS.ErrnoException) => {
      const why = error.code === 'ENOENT' ? 'is not installed' : `cannot be run: ${error.code ?? error.message}`;
      fail(new ConnectionError(`${name} ${why}`, plugin.installHint));
    });
    child.on('close', (status, signal) => {
      if (output.length > MAX_OUTPUT) fail(new ConnectionError(`${name} prints more than ${MAX_OUTPUT / 1e6} MB`));
      else if (signal) fail(new ConnectionError(`${name} did not end within ${timeout / 1000} seconds`));
      else if (status !== 0)
        fail(new ConnectionError(`${name} failed with exit code ${status}`, 'its own message stands above; log in again if it says so'));
      else succeed(output);
    });
  });
}

/** What it prints is never repeated: it is a credential. */
function readCredential({ command, user, apiVersion }: ExecPlugin, output: string): ExecCredential {
  const name = `the exec plugin ${command} of user ${user}`;
  let value: unknown;
  try {
    value = JSON.parse(output);
  } catch {
    throw new ConnectionError(`${name} prints no JSON`);
  }
  if (stringAt(value, 'kind') !== 'ExecCredential' || !isRecord(value)) throw new ConnectionError(`${name} prints no ExecCredential`);
  if (stringAt(value, 'apiVersion') !== apiVersion) {
    throw new ConnectionError(`${name} answers in ${stringAt(value, 'apiVersion') ?? 'no version'}, and was asked in ${apiVersion}`);
  }
  const token = stringAt(value, 'status', 'token');
  const certificate = stringAt(value, 'status', 'clientCertificateData');
  const key = stringAt(value, 'status', 'clientKeyData');
  if ((certificate === undefined) !== (key === undefined))
    throw new ConnectionError(`${name} gives a certificate without its key, or a key alone`);
  if (!token && certificate === undefined) throw new ConnectionError(`${name} gives neither a token nor a certificate`);
  const expires = Date.parse(stringAt(value, 'status', 'expirationTimestamp') ?? '');
  return {
    token,
    certificate: certificate !== undefined && key !== undefined ? { certificate, key } : undefined,
    expires: Number.isNaN(expires) ? undefined : expires,
  };
}
