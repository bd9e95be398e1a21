/** How long whole runs of `policy test` take on growing folders; conftest beside it where `npm run bench:peers` installed it. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { compare } from './measure.ts';
import { packagedSeawall } from './packaged-seawall.ts';
import { installedPeers } from './peers.ts';
import { formatResults } from './result-table.ts';

const WORK = join(import.meta.dirname, '../.cache/bench/conftest');
const EXAMPLE = join(import.meta.dirname, '../examples/policy');
const FILES = [1, 100, 1000];
const ROUNDS = 5;

rmSync(WORK, { recursive: true, force: true });
mkdirSync(WORK, { recursive: true });
process.stdout.write(`${os.cpus()[0]?.model}; Node ${process.version}\n`);
const seawall = packagedSeawall(WORK);
const { conftest } = installedPeers();
const deployment = readFileSync(join(EXAMPLE, 'deployment.yaml'), 'utf8');
for (const count of FILES) {
  const folder = join(WORK, `${count}`);
  mkdirSync(folder);
  for (let i = 0; i < count; i++) writeFileSync(join(folder, `deployment-${i}.yaml`), deployment.replace(/^( {2}name: .*)$/m, `$1-${i}`));
  const args = ['test', '--policy', join(EXAMPLE, 'policy'), '--all-namespaces', '--output', 'json', folder];
  const contestants = [{ ...seawall('policy', ...args), name: 'seawall policy test' }];
  if (conftest && 'program' in conftest) contestants.push({ name: 'conftest test', program: conftest.program, arguments: args });
  process.stdout.write(formatResults(`${count} manifests`, await compare(contestants, ROUNDS)));
}
