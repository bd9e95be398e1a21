/** How long Gatekeeper's templates take to compile and its constraints to judge a pod; gator beside it where `npm run bench:peers` installed it. */
import { spawnSync } from 'node:child_process';
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { createReviewer, type JsonObject, namesOf, readConstraints, requestFor } from '../src/engines/gatekeeper/index.ts';
import { formatYaml, readYaml } from '../src/formats/index.ts';
import { conformancePath } from '../test/conformance/data.ts';
import { compare } from './measure.ts';
import { packagedSeawall } from './packaged-seawall.ts';
import { installedPeers } from './peers.ts';
import { formatResults } from './result-table.ts';

const WORK = join(import.meta.dirname, '../.cache/bench/gatekeeper');
const TEMPLATES = [10, 100, 1000];
const PODS = [1, 100, 1000];
const REVIEWS = 4000;
const CONTAINERS = [1, 2, 8];
const ROUNDS = 3;

/** The library's templates with one constraint each. */
interface Library {
  readonly templates: readonly JsonObject[];
  readonly constraints: readonly JsonObject[];
}

function objectsIn(file: string): readonly JsonObject[] {
  return readYaml(readFileSync(file, 'utf8')).documents.map(({ value }) => value as JsonObject);
}

function readLibrary(): Library {
  const root = conformancePath('gatekeeper-library');
  const files = globSync('*/*/template.yaml', { cwd: root }).toSorted();
  return {
    templates: files.flatMap((file) => objectsIn(join(root, file))),
    constraints: files.flatMap((file) => {
      const [first] = globSync('samples/*/constraint.yaml', { cwd: join(root, dirname(file)) }).toSorted();
      return first === undefined ? [] : objectsIn(join(root, dirname(file), first)).slice(0, 1);
    }),
  };
}

/** A template under another name, so that as many as wanted can stand beside each other. */
function renamed(template: JsonObject, number: number): JsonObject {
  const text = JSON.stringify(template);
  const { name } = namesOf(template);
  const kind = (template as { spec: { crd: { spec: { names: { kind: string } } } } }).spec.crd.spec.names.kind;
  return JSON.parse(
    text.replaceAll(`"name":"${name}"`, `"name":"${name}${number}"`).replaceAll(`"kind":"${kind}"`, `"kind":"${kind}${number}"`),
  );
}

/** With eight containers the YAML has some 200 lines; it breaks several rules for each of them. */
function pod(number: number, containers = 8): JsonObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `pod-${number}`, namespace: 'default', labels: { app: `app-${number % 10}` } },
    spec: {
      hostNetwork: number % 7 === 0,
      containers: Array.from({ length: containers }, (_, i) => ({
        name: `c${i}`,
        image: i % 3 === 0 ? 'nginx:latest' : `registry.example.com:5000/team/app-${i}:1.2.${i}`,
        env: ['DB_PASSWORD', 'LOG_LEVEL', 'API_KEY', 'HOME'].map((name) => ({ name, value: `v${i}` })),
        ports: [{ containerPort: 8000 + i, protocol: 'TCP' }],
        securityContext: { privileged: i === number % 8, runAsNonRoot: true, capabilities: { drop: ['ALL'] } },
        resources: { limits: { cpu: '1', memory: '1Gi' }, requests: { cpu: '100m', memory: '128Mi' } },
      })),
    },
  };
}

function measureCompilation({ templates }: Library): void {
  process.stdout.write('\n| templates | compiled in ms |\n|---|---|\n');
  for (const count of TEMPLATES) {
    const many = Array.from({ length: count }, (_, i) => renamed(templates[i % templates.length] ?? {}, i));
    const start = performance.now();
    const { faulty } = readConstraints(many);
    if (faulty.length > 0) throw new Error(JSON.stringify(faulty[0]?.faults));
    process.stdout.write(`| ${count} | ${(performance.now() - start).toFixed(0)} |\n`);
  }
}

function measureReviews({ templates, constraints }: Library): void {
  const { constraints: read, faulty } = readConstraints([...templates, ...constraints]);
  if (faulty.length > 0) throw new Error(JSON.stringify(faulty[0]));
  const reviewer = createReviewer(read, { points: ['validation.gatekeeper.sh'] });
  process.stdout.write(`\nA pod, each time another, against the ${read.length} constraints of the library:\n\n`);
  process.stdout.write('| containers | violations | median in ms | slowest of 100 in ms | gator bench in ms |\n|---|---|---|---|---|\n');
  for (const containers of CONTAINERS) {
    const times: number[] = [];
    let found = 0;
    // The first half warms up.
    for (let i = 0; i < 2 * REVIEWS; i++) {
      const request = requestFor(pod(i, containers));
      const start = performance.now();
      const violations = reviewer.review(request);
      if (i >= REVIEWS) {
        times.push(performance.now() - start);
        found += violations.length;
      }
    }
    times.sort((a, b) => a - b);
    const at = (part: number): string => (times[Math.floor(part * times.length)] ?? 0).toFixed(3);
    const gator = gatorMean({ templates, constraints }, containers) ?? '-';
    process.stdout.write(`| ${containers} | ${(found / REVIEWS).toFixed(1)} | ${at(0.5)} | ${at(0.99)} | ${gator} |\n`);
  }
}

function write(name: string, objects: readonly JsonObject[]): string {
  const file = join(WORK, name);
  writeFileSync(file, objects.map((object) => formatYaml(object)).join('---\n'));
  return file;
}

/** The mean of `gator bench`, with the same engine. */
function gatorMean({ templates, constraints }: Library, containers: number): string | undefined {
  const { gator } = installedPeers();
  if (!gator || !('program' in gator)) return undefined;
  const files = [write('templates.yaml', templates), write('constraints.yaml', constraints), write('pod.yaml', [pod(1, containers)])];
  const args = ['bench', '--engine', 'rego', '--iterations', '2000', '--output', 'json', ...files.flatMap((file) => ['-f', file])];
  const { stdout, stderr } = spawnSync(gator.program, args, { encoding: 'utf8' });
  const mean = /"mean":\s*"?([\d.]+)(µs|ms|s)?/.exec(stdout);
  if (!mean) {
    process.stderr.write(`gator: ${stderr || stdout}\n`);
    return undefined;
  }
  const [, number = '0', unit] = mean;
  const factor = unit === 'µs' ? 1e-3 : unit === 'ms' ? 1 : unit === 's' ? 1000 : 1e-6;
  return (Number(number) * factor).toFixed(3);
}

/** Whole processes that judge so many pods by the library. */
async function measureProcesses({ templates, constraints }: Library): Promise<void> {
  const seawall = packagedSeawall(WORK);
  const { gator } = installedPeers();
  const rules = [write('templates.yaml', templates), write('constraints.yaml', constraints)];
  for (const count of PODS) {
    const pods = write(
      'pods.yaml',
      Array.from({ length: count }, (_, i) => pod(i)),
    );
    const files = [...rules, pods].flatMap((file) => ['-f', file]);
    const contestants = [{ ...seawall('policy', 'test', ...files), name: 'seawall policy test' }];
    if (gator && 'program' in gator) {
      contestants.push({
        name: 'gator test',
        program: gator.program,
        arguments: ['test', '--enable-k8s-native-validation=false', ...files],
      });
    }
    process.stdout.write(
      formatResults(`${count} pods of 200 lines by ${constraints.length} constraints`, await compare(contestants, ROUNDS)),
    );
  }
}

rmSync(WORK, { recursive: true, force: true });
mkdirSync(WORK, { recursive: true });
process.stdout.write(`${os.cpus()[0]?.model}; Node ${process.version}\n`);
const library = readLibrary();
measureCompilation(library);
measureReviews(library);
await measureProcesses(library);
