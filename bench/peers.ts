import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';

/** A scanner of manifests to compare with. `arguments` scan one file without asking the network and print JSON. */
export interface Peer {
  readonly name: string;
  readonly version: string;
  readonly install: GoModule | { readonly pip: string };
  readonly arguments: (file: string) => readonly string[];
}

interface GoModule {
  /** The module with its version, and the folder of its program. */
  readonly go: string;
  readonly command: string;
  readonly environment?: Readonly<Record<string, string>>;
}

export const PEERS: readonly Peer[] = [
  {
    name: 'kube-linter',
    version: '0.8.3',
    install: { go: 'golang.stackrox.io/kube-linter@v0.8.3', command: './cmd/kube-linter' },
    arguments: (file) => ['lint', '--format', 'json', file],
  },
  {
    name: 'trivy',
    version: '0.70.0',
    install: { go: 'github.com/aquasecurity/trivy@v0.70.0', command: './cmd/trivy', environment: { GOEXPERIMENT: 'jsonv2' } },
    arguments: (file) => ['config', '--quiet', '--skip-check-update', '--skip-version-check', '--format', 'json', file],
  },
  {
    name: 'kubescape',
    version: '4.0.9',
    install: { go: 'github.com/kubescape/kubescape/v4@v4.0.9', command: '.' },
    arguments: (file) => ['scan', 'framework', 'nsa', '--use-default', '--keep-local', '--format', 'json', file],
  },
  {
    name: 'polaris',
    version: '10.1.3',
    install: { go: 'github.com/fairwindsops/polaris@10.1.3', command: '.' },
    arguments: (file) => ['audit', '--format', 'json', '--audit-path', file],
  },
  {
    name: 'kube-score',
    version: '1.20.0',
    install: { go: 'github.com/zegl/kube-score@v1.20.0', command: './cmd/kube-score' },
    arguments: (file) => ['score', '--output-format', 'json', file],
  },
  {
    name: 'checkov',
    version: '3.3.30',
    install: { pip: 'checkov==3.3.30' },
    arguments: (file) => ['--framework', 'kubernetes', '--compact', '--skip-download', '--output', 'json', '--file', file],
  },
];

/** What is compared by other means than scanning a file. */
const OTHERS: readonly Pick<Peer, 'name' | 'version' | 'install'>[] = [
  { name: 'opa', version: '1.13.1', install: { go: 'github.com/open-policy-agent/opa@v1.13.1', command: '.' } },
  { name: 'conftest', version: '0.71.1', install: { go: 'github.com/open-policy-agent/conftest@v0.71.1', command: '.' } },
  { name: 'gator', version: '3.23.1', install: { go: 'github.com/open-policy-agent/gatekeeper/v3@v3.23.1', command: './cmd/gator' } },
];

const FOLDER = join(import.meta.dirname, '../.cache/peers');
const RECORD = join(FOLDER, 'peers.json');

/** What became of each peer: the program, or why it would not install. */
export type Installed = Readonly<Record<string, { readonly program: string } | { readonly missing: string }>>;

export function installedPeers(): Installed {
  return existsSync(RECORD) ? (JSON.parse(readFileSync(RECORD, 'utf8')) as Installed) : {};
}

/** Installs into the cache folder and writes down what would not install, with the last line of what its installer said. */
function installPeers(): void {
  mkdirSync(FOLDER, { recursive: true });
  const record: Record<string, { program: string } | { missing: string }> = {};
  for (const { name, version, install } of [...PEERS, ...OTHERS]) {
    process.stdout.write(`${name} ${version}: `);
    const error = 'go' in install ? installWithGo(name, install) : installWithPip(name, install.pip);
    const program = 'go' in install ? join(FOLDER, 'bin', name) : join(FOLDER, name, 'bin', name);
    record[name] = error === undefined ? { program } : { missing: error };
    process.stdout.write(`${error ?? 'installed'}\n`);
    writeFileSync(RECORD, `${JSON.stringify(record, undefined, 2)}\n`);
  }
}

/** Builds in a copy of the module, where its own go.mod rules: `go install` refuses modules that replace others. */
function installWithGo(name: string, { go, command, environment = {} }: GoModule): string | undefined {
  const download = run('go', ['mod', 'download', '-json', go]);
  const { Dir: folder, Error: error } = JSON.parse(download.stdout || '{}') as { readonly Dir?: string; readonly Error?: string };
  if (folder === undefined) return (error ?? failureOf(download))?.replace(/\s+/g, ' ');
  const source = join(FOLDER, 'src', name);
  rmSync(source, { recursive: true, force: true });
  cpSync(folder, source, { recursive: true, mode: 0 });
  const built = run(
    'go',
    ['build', '-trimpath', '-o', join(FOLDER, 'bin', name), command],
    { GOFLAGS: '-buildvcs=false', ...environment },
    source,
  );
  rmSync(source, { recursive: true, force: true });
  return failureOf(built);
}

function installWithPip(name: string, requirement: string): string | undefined {
  const folder = join(FOLDER, name);
  return (
    failureOf(run('python3', ['-m', 'venv', folder])) ??
    failureOf(run(join(folder, 'bin/pip'), ['install', '--quiet', '--disable-pip-version-check', requirement]))
  );
}

function run(
  program: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  folder?: string,
): SpawnSyncReturns<string> {
  return spawnSync(program, args, { encoding: 'utf8', env: { ...process.env, ...environment }, cwd: folder, timeout: 1_800_000 });
}

/** The first thing that went wrong, in the program's words. */
function failureOf({ status, error, stderr }: SpawnSyncReturns<string>): string | undefined {
  if (status === 0) return undefined;
  const lines = stderr?.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('go: downloading'));
  return error?.message ?? lines?.[0] ?? `it ended with ${status}`;
}

if (import.meta.main) installPeers();
