/** How long it takes to compile policies and to judge inputs by them; OPA beside it where `npm run bench:peers` installed it. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { compile, type LanguageVersion, prepareInput } from '../src/engines/rego/index.ts';
import { readTemplate } from '../test/conformance/rego-gatekeeper.ts';
import { installedPeers } from './peers.ts';

const WORK = join(import.meta.dirname, '../.cache/bench/rego');
const POLICIES = join(import.meta.dirname, 'policies');
const MILLISECONDS = 2000;
const COMPILATIONS = 30;

interface Workload {
  readonly name: string;
  readonly version: LanguageVersion;
  readonly sources: readonly string[];
  readonly data?: unknown;
  readonly input: unknown;
  /** The document that is asked for; the last name alone where the package is the module's. */
  readonly rule: string;
}

const CONTAINERS = [0, 1, 2, 3].map((i) => ({
  name: `c${i}`,
  image: `docker.io/nginx:${i}`,
  securityContext: { privileged: i === 3 },
  resources: { limits: { cpu: '1', memory: '1Gi' } },
}));

/** A pod whose YAML has some 200 lines. */
const LARGE_CONTAINERS = Array.from({ length: 8 }, (_, i) => ({
  name: `c${i}`,
  image: i % 3 === 0 ? `nginx:latest` : `registry.example.com:5000/team/app-${i}:1.2.${i}`,
  env: ['DB_PASSWORD', 'LOG_LEVEL', 'API_KEY', 'HOME'].map((name) => ({ name, value: name === 'API_KEY' ? '/run/secrets/key' : `v${i}` })),
  ports: [{ containerPort: 8000 + i, protocol: 'TCP' }],
  securityContext: { privileged: false, runAsNonRoot: true, capabilities: { drop: ['ALL'] } },
  resources: { limits: { cpu: '1', memory: '1Gi' }, requests: { cpu: '100m', memory: '128Mi' } },
}));

const PARAMETERS = { repos: ['gcr.io/'], labels: [{ key: 'owner' }], message: 'm' };

function library(policy: string, containers: readonly unknown[] = CONTAINERS): Workload {
  const { rego, libs } = readTemplate(policy);
  const object = { metadata: { name: 'x', labels: { app: 'y' } }, spec: { containers } };
  const input = { review: { kind: { kind: 'Pod' }, object }, parameters: PARAMETERS };
  return {
    name: policy + (containers === CONTAINERS ? '' : ', 200 lines'),
    version: 'v0',
    sources: [rego, ...libs],
    input,
    rule: 'violation',
  };
}

function own(name: string, title: string, rule: string, data: unknown, input: unknown): Workload {
  return { name: title, version: 'v1', sources: [readFileSync(join(POLICIES, `${name}.rego`), 'utf8')], data, input, rule };
}

function bindings(count: number): unknown {
  const verbs = ['get', 'list', 'watch', 'create'];
  return {
    bindings: Array.from({ length: count }, (_, i) => ({ subjects: [`user-${i}`, `group-${i % 100}`], role: `role-${i % 50}` })),
    roles: Object.fromEntries(
      Array.from({ length: 50 }, (_, i) => [
        `role-${i}`,
        { rules: verbs.map((verb) => ({ verbs: [verb], resources: ['pods', `things-${i}`] })) },
      ]),
    ),
  };
}

function services(count: number): unknown {
  return {
    pods: Array.from({ length: count }, (_, i) => ({ name: `p${i}`, app: `a${i % (count / 2)}` })),
    services: Array.from({ length: count / 10 }, (_, i) => ({ name: `s${i}`, app: `a${i}` })),
  };
}

const ASKED = { user: 'group-99', verb: 'delete', resource: 'pods' };
const WORKLOADS: readonly Workload[] = [
  library('general/allowedreposv2'),
  library('general/allowedreposv2', LARGE_CONTAINERS),
  library('general/requiredlabels'),
  library('general/requiredlabels', LARGE_CONTAINERS),
  library('general/containerlimits'),
  library('pod-security-policy/privileged-containers'),
  library('pod-security-policy/seccompv2'),
  ...[1000, 10_000].map((n) => own('rbac', `RBAC, ${n} bindings`, 'allow', bindings(n), ASKED)),
  ...[5000, 50_000].map((n) => own('join', `join by a partial rule, ${n} elements`, 'answer', services(n), {})),
  ...[5000, 50_000].map((n) => own('comprehension', `join by a comprehension, ${n} elements`, 'answer', services(n), {})),
  own('text', 'texts and patterns, 8 containers', 'findings', {}, { containers: LARGE_CONTAINERS }),
];

/** Returns how many times faster than OPA, where that is known. */
function measure({ name, version, sources: texts, data, input: plain, rule }: Workload): number | undefined {
  const sources = texts.map((text, i) => ({ name: `${i}.rego`, text }));
  const started = performance.now();
  let compiled = compile(sources, { version, data });
  for (let i = 1; i < COMPILATIONS; i++) compiled = compile(sources, { version });
  const compilation = (performance.now() - started) / COMPILATIONS;
  compiled = compile(sources, { version, data });
  if (!compiled.ok) throw new Error(`${name}: ${compiled.problems[0]?.message}`);
  const policy = compiled.value;
  const path = [...(policy.modules[0]?.package ?? []), rule];
  const input = prepareInput(plain);
  const times: number[] = [];
  // The first half warms up.
  for (const half of [0, 1]) {
    const batch = half === 0 ? 1 : Math.max(1, Math.round(1 / (times.at(-1) ?? 1)));
    if (half === 1) times.length = 0;
    for (const end = performance.now() + MILLISECONDS / 2; performance.now() < end; ) {
      const from = performance.now();
      for (let i = 0; i < batch; i++) policy.value(path, { input });
      times.push((performance.now() - from) / batch);
    }
  }
  const median = 1000 * (times.toSorted((a, b) => a - b)[times.length >> 1] ?? 0);
  const peer = opaMedian({ version, texts, data, plain, path });
  const figures = [
    compilation.toFixed(1),
    median.toFixed(median < 10 ? 1 : 0),
    Math.round(1e6 / median),
    peer === undefined ? '-' : peer.toFixed(0),
    peer === undefined ? '-' : (peer / median).toFixed(1),
  ];
  process.stdout.write(`| ${name} | ${figures.join(' | ')} |\n`);
  return peer === undefined ? undefined : peer / median;
}

interface PeerWork {
  readonly version: LanguageVersion;
  readonly texts: readonly string[];
  readonly data: unknown;
  readonly plain: unknown;
  readonly path: readonly string[];
}

/** The median of `opa bench` in microseconds. */
function opaMedian({ version, texts, data, plain, path }: PeerWork): number | undefined {
  const { opa } = installedPeers();
  if (!opa || !('program' in opa)) return undefined;
  rmSync(WORK, { recursive: true, force: true });
  mkdirSync(WORK, { recursive: true });
  const write = (file: string, text: string): string => {
    writeFileSync(join(WORK, file), text);
    return join(WORK, file);
  };
  const files = texts.map((text, i) => write(`${i}.rego`, text));
  if (data !== undefined) files.push(write('data.json', JSON.stringify(data)));
  const input = write('input.json', JSON.stringify(plain));
  const query = ['data', ...path].join('.');
  const flags = version === 'v0' ? ['--v0-compatible'] : [];
  const { stdout, stderr } = spawnSync(
    opa.program,
    ['bench', ...flags, '--format', 'json', ...files.flatMap((file) => ['-d', file]), '-i', input, query],
    { encoding: 'utf8' },
  );
  const median = /"histogram_timer_rego_query_eval_ns_median":\s*([\d.]+)/.exec(stdout)?.[1];
  if (median === undefined) process.stderr.write(`opa: ${stderr || stdout}\n`);
  return median === undefined ? undefined : Number(median) / 1000;
}

process.stdout.write(`${os.cpus()[0]?.model}; Node ${process.version}\n\n`);
process.stdout.write('| policy | compiled in ms | judged in µs | per second | opa in µs | times faster |\n|---|---|---|---|---|---|\n');
const ratios = WORKLOADS.map(measure).filter((ratio) => ratio !== undefined);
if (ratios.length > 0) {
  const mean = Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length);
  process.stdout.write(`\n${mean.toFixed(1)} times faster in the geometric mean, ${Math.min(...ratios).toFixed(1)} at least.\n`);
}

/** Memory in use after each tenth of many evaluations of one policy, whose inputs are all new. */
function measureMemory(evaluations: number): void {
  const { sources, version, input } = library('general/requiredlabels');
  const compiled = compile(
    sources.map((text, i) => ({ name: `${i}.rego`, text })),
    { version },
  );
  if (!compiled.ok) throw new Error(compiled.problems[0]?.message);
  const path = [...(compiled.value.modules[0]?.package ?? []), 'violation'];
  const megabytes: string[] = [];
  for (let i = 1; i <= evaluations; i++) {
    compiled.value.value(path, { input: { ...(input as object), count: i } });
    if (i % (evaluations / 10) === 0) megabytes.push((process.memoryUsage().rss / 1e6).toFixed(0));
  }
  process.stdout.write(`\nMemory of the process after each tenth of ${evaluations} evaluations, in MB: ${megabytes.join(', ')}\n`);
}

measureMemory(10_000_000);
