/** How long it takes to compile policies of Gatekeeper's library and to judge a pod by them; OPA beside it where `npm run bench:peers` installed it. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { compile, prepareInput } from '../src/engines/rego/index.ts';
import { readTemplate } from '../test/conformance/rego-gatekeeper.ts';
import { installedPeers } from './peers.ts';

const WORK = join(import.meta.dirname, '../.cache/bench/rego');
const POLICIES = [
  'general/allowedreposv2',
  'general/requiredlabels',
  'general/containerlimits',
  'pod-security-policy/privileged-containers',
  'pod-security-policy/seccompv2',
];
const WARM_UP = 2000;
const MILLISECONDS = 2000;
const COMPILATIONS = 30;

const CONTAINERS = [0, 1, 2, 3].map((i) => ({
  name: `c${i}`,
  image: `docker.io/nginx:${i}`,
  securityContext: { privileged: i === 3 },
  resources: { limits: { cpu: '1', memory: '1Gi' } },
}));
const INPUT = {
  review: { kind: { kind: 'Pod' }, object: { metadata: { name: 'x', labels: { app: 'y' } }, spec: { containers: CONTAINERS } } },
  parameters: { repos: ['gcr.io/'], labels: [{ key: 'owner' }], message: 'm' },
};

function measure(policy: string): void {
  const { rego, libs } = readTemplate(policy);
  const sources = [rego, ...libs].map((text, i) => ({ name: `${i}.rego`, text }));
  const started = performance.now();
  let compiled = compile(sources, { version: 'v0' });
  for (let i = 1; i < COMPILATIONS; i++) compiled = compile(sources, { version: 'v0' });
  const compilation = (performance.now() - started) / COMPILATIONS;
  if (!compiled.ok) throw new Error(`${policy}: ${compiled.problems[0]?.message}`);
  const path = [...(compiled.value.modules[0]?.package ?? []), 'violation'];
  const input = prepareInput(INPUT);
  for (let i = 0; i < WARM_UP; i++) compiled.value.value(path, { input });
  const times: number[] = [];
  for (const end = performance.now() + MILLISECONDS; performance.now() < end; ) {
    const from = performance.now();
    for (let i = 0; i < 10; i++) compiled.value.value(path, { input });
    times.push((performance.now() - from) * 100);
  }
  const median = times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0;
  const peer = opaMedian(sources, path);
  const figures = [compilation.toFixed(1), median.toFixed(0), Math.round(1e6 / median), peer === undefined ? '-' : peer.toFixed(0)];
  process.stdout.write(`| ${policy} | ${figures.join(' | ')} |\n`);
}

/** The median of `opa bench` in microseconds. */
function opaMedian(sources: readonly { readonly name: string; readonly text: string }[], path: readonly string[]): number | undefined {
  const { opa } = installedPeers();
  if (!opa || !('program' in opa)) return undefined;
  mkdirSync(WORK, { recursive: true });
  const input = join(WORK, 'input.json');
  writeFileSync(input, JSON.stringify(INPUT));
  const data = sources.flatMap(({ name, text }) => {
    const file = join(WORK, name);
    writeFileSync(file, text);
    return ['-d', file];
  });
  const query = ['data', ...path].join('.');
  const { stdout } = spawnSync(opa.program, ['bench', '--v0-compatible', '--format', 'json', ...data, '-i', input, query], {
    encoding: 'utf8',
  });
  const median = /"histogram_timer_rego_query_eval_ns_median":\s*([\d.]+)/.exec(stdout)?.[1];
  return median === undefined ? undefined : Number(median) / 1000;
}

process.stdout.write(`${os.cpus()[0]?.model}; Node ${process.version}\n\n`);
process.stdout.write('| policy | compiled in ms | judged in µs | per second | opa in µs |\n|---|---|---|---|---|\n');
for (const policy of POLICIES) measure(policy);
