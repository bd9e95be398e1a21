import os from 'node:os';
import process from 'node:process';
import { smallestFixSet } from '../src/attack/fix-set/smallest-fix-set.ts';
import { analyseAttacks, readScene, type Start, surveyStarts } from '../src/attack/index.ts';
import { type Inventory, readInventory } from '../src/inventory/index.ts';
import { attackCluster, type ClusterSize } from '../test/e2e/attack-cluster.ts';

const SIZES: readonly ClusterSize[] = [
  { pods: 1000, namespaces: 20, nodes: 20, access: 400, policies: 100 },
  { pods: 10_000, namespaces: 100, nodes: 100, access: 2000, policies: 1000 },
  { pods: 25_000, namespaces: 200, nodes: 250, access: 5000, policies: 2000 },
];
function read(size: ClusterSize): Inventory {
  return readInventory([{ name: 'bench.jsonl', text: '', snapshot: { bytes: 1, lines: () => attackCluster(size) } }]);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

const time = <T>(work: () => T): readonly [T, number] => {
  const start = performance.now();
  const result = work();
  return [result, performance.now() - start];
};

say(`${os.cpus()[0]?.model}, ${os.availableParallelism()} threads; Node ${process.version}\n`);
say('| pods | objects | units | facts | clauses | scene | graph | from the internet | every start | smallest fix set | peak memory |');
say('|---|---|---|---|---|---|---|---|---|---|---|');
const wanted = process.argv[2] ? SIZES.filter(({ pods }) => String(pods) === process.argv[2]) : SIZES;
for (const size of wanted) {
  const inventory = read(size);
  const objects = inventory.worlds[0]?.objects ?? [];
  const [scene, sceneTime] = time(() => readScene(objects, { owned: inventory.owned, assumeDefaults: true }));
  const [analysis, graphTime] = time(() => analyseAttacks(scene));
  const internet: Start = { kind: 'internet', weaknesses: 'any' };
  const [paths, pathTime] = time(() => analysis.paths(internet));
  const starts = [internet, ...scene.units.map((unit): Start => ({ kind: 'workload', unit }))];
  const [, surveyTime] = time(() => surveyStarts(analysis, starts));
  const [set, fixTime] = time(() =>
    smallestFixSet(analysis, { starts: [internet], targets: new Set(analysis.targets.map(({ id }) => id)) }),
  );
  const peak = Math.round(process.resourceUsage().maxRSS / 1000);
  const ms = (value: number): string => `${Math.round(value)} ms`;
  say(
    `| ${size.pods} | ${objects.length} | ${scene.units.length} | ${analysis.graph.facts.length} | ${analysis.graph.clauses.length} | ${ms(sceneTime)} | ${ms(graphTime)} | ${ms(pathTime)} (${paths.length} targets) | ${ms(surveyTime)} | ${ms(fixTime)} (${set.edits.length} edits, cost ${set.cost}, bound ${set.bound}) | ${peak} MB |`,
  );
}
