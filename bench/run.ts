import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { conformancePath } from '../test/conformance/data.ts';
import { generateManifests } from './generate-manifests.ts';
import { type Contestant, compare, type Result } from './measure.ts';
import { packagedSeawall } from './packaged-seawall.ts';
import { installedPeers, PEERS } from './peers.ts';
import { formatResults } from './result-table.ts';

const ROOT = join(import.meta.dirname, '..');
const WORK = join(ROOT, '.cache/bench');
const SIZES = [100, 1000, 10_000, 50_000];
/** Documents of the generator that make 15 MB. */
const FIFTEEN_MEGABYTES = 13_669;
const DOCKERFILES = 2000;
const ROUNDS = 5;
/** The larger peers take minutes for what others do in seconds. */
const PEER_ROUNDS = 3;

async function main(): Promise<void> {
  if (!existsSync(conformancePath('corpora'))) throw new Error(`the manifests to measure with are missing: ${conformancePath('corpora')}`);
  mkdirSync(WORK, { recursive: true });
  const seawall = packagedSeawall(WORK);
  say(`${os.cpus()[0]?.model}, ${os.availableParallelism()} threads, ${Math.round(os.totalmem() / 2 ** 30)} GB; Node ${process.version}\n`);

  const start = await compare([{ name: 'empty Node process', program: process.execPath, arguments: ['-e', ''] }, seawall('--version')], 21);
  table('Start', start);

  const install = conformancePath('corpora/argo-cd/manifests/install.yaml');
  table('argo-cd install.yaml (1.9 MB, 59 documents)', await compare([seawall('scan', install), ...peers(install)], PEER_ROUNDS));

  const sizes: Contestant[] = SIZES.map((count) => {
    const file = generated(count);
    return { ...seawall('scan', file), name: `${count} documents, ${(readFileSync(file).length / 1e6).toFixed(1)} MB` };
  });
  table('Growth', await compare(sizes, ROUNDS));
  table('15 MB of manifests', await compare([seawall('scan', generated(FIFTEEN_MEGABYTES))], ROUNDS));

  const bad = conformancePath('corpora/badPods');
  const fixes = ['fix', '--dry-run', '--allow-risky', '--severity', 'low'];
  table('About 900 fixes with proof in the 128 files of badPods', await compare([seawall(...fixes, bad)], ROUNDS));
  table(`${DOCKERFILES} Dockerfiles`, await compare([seawall('scan', dockerfiles())], ROUNDS));

  const fixtures = podSecurityFixtures();
  table('All Pod Security fixtures, one file each', await compare([seawall('scan', fixtures)], ROUNDS));
  for (const [name, peer] of Object.entries(installedPeers())) if ('missing' in peer) say(`${name} would not install: ${peer.missing}`);
}

function peers(file: string): Contestant[] {
  const installed = installedPeers();
  return PEERS.flatMap(({ name, version, arguments: argumentsFor }) => {
    const peer = installed[name];
    return peer && 'program' in peer ? [{ name: `${name} ${version}`, program: peer.program, arguments: argumentsFor(file) }] : [];
  });
}

function generated(count: number): string {
  const file = join(WORK, `${count}.yaml`);
  if (!existsSync(file)) writeFileSync(file, generateManifests(conformancePath('corpora'), count));
  return file;
}

/** A folder of Dockerfiles made from those of the example. */
function dockerfiles(): string {
  const folder = join(WORK, 'dockerfiles');
  const examples = globSync('examples/shop/images/*/Dockerfile*', { cwd: ROOT }).filter((name) => !name.endsWith('ignore'));
  for (let index = 0; index < DOCKERFILES; index++) {
    const image = join(folder, `image-${index}`);
    const text = readFileSync(join(ROOT, examples[index % examples.length] ?? ''), 'utf8');
    mkdirSync(image, { recursive: true });
    writeFileSync(join(image, 'Dockerfile'), `${text}LABEL org.opencontainers.image.title="image ${index}"\n`);
  }
  return folder;
}

interface Fixture {
  readonly level: string;
  readonly verdict: string;
  readonly file: string;
  readonly versions: readonly string[];
}

/** One folder with a file for each fixture, named as upstream's folders are. */
function podSecurityFixtures(): string {
  const folder = join(WORK, 'pod-security');
  if (existsSync(folder)) return folder;
  mkdirSync(folder);
  for (const line of readFileSync(conformancePath('pod-security/cases.jsonl'), 'utf8').trimEnd().split('\n')) {
    const { manifest, cases } = JSON.parse(line) as { readonly manifest: string; readonly cases: readonly Fixture[] };
    for (const { level, verdict, file, versions } of cases) {
      for (const version of versions) writeFileSync(join(folder, `${level}-${version}-${verdict}-${file}`), manifest);
    }
  }
  return folder;
}

function table(title: string, results: readonly Result[]): void {
  process.stdout.write(formatResults(title, results));
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

await main();
