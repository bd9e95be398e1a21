import pc from 'picocolors';
import { compareText, formatProblemPlace } from '../../core/index.ts';
import { type Connectivity, isEmptyPorts, type Level, type Reach, reachThroughEntries, workloadName } from '../../engines/network/index.ts';
import { dotString, loadMapRenderer, type MapData, mermaidLabel, plural, safeJson, safeText, wrapHanging } from '../../report/index.ts';
import { finish, worldTitle, writeResults } from '../answers.ts';
import type { ExitReason } from '../exit-codes.ts';
import { collectMap } from '../network/collect-map.ts';
import { describeAddresses, describeReach } from '../network/describe.ts';
import { type NetworkReading, type NetworkState, readConnectivity } from '../network/read-connectivity.ts';
import type { Invocation, OptionValues } from '../option-spec.ts';
import { listOption } from '../read-worlds.ts';
import type { TerminalStyle } from '../terminal.ts';
import { UsageError } from '../usage-error.ts';
import { readVersion } from '../version.ts';

interface Line {
  readonly from: string;
  readonly to: string;
  readonly reach: Reach;
}

/** Lists every flow between workloads, from outside and to outside. */
export async function run({ options, outputs }: Invocation): Promise<readonly ExitReason[]> {
  const chosen = (['pods', 'workloads', 'namespaces'] as const).filter((name) => options[name] === true);
  if (chosen.length > 1) throw new UsageError(`--${chosen[0]} and --${chosen[1]} exclude each other`);
  const level: Level = chosen[0] === 'namespaces' ? 'namespace' : chosen[0] === 'pods' ? 'class' : 'workload';
  const namespace = options['namespace'] as string | undefined;
  const isMap = outputs.some(({ format }) => format === 'html');
  if (isMap && level !== 'workload') {
    throw new UsageError(`--${chosen[0]} says nothing to --format html`, {
      hint: 'the page shows workloads, and folds them into namespaces',
    });
  }
  const reading = readConnectivity(options);
  const renderMap = isMap ? await loadMapRenderer() : undefined;
  const tables = reading.states.map((state) => ({ state, lines: linesOf(state.connectivity, level, chosen[0] === 'pods', namespace) }));
  writeResults(outputs, options, (format, style) => {
    switch (format) {
      case 'json':
        return safeJson({
          schemaVersion: 1,
          matrices: tables.map(({ state, lines }) => ({ worlds: state.worlds, flows: lines.map(lineJson) })),
        });
      case 'csv':
        return `from,to,ports\n${tables.flatMap(({ lines }) => lines.map(csvLine)).join('')}`;
      case 'dot':
        return tables.map(({ lines }) => renderDot(lines)).join('\n');
      case 'html':
        return renderMap?.(mapData(reading, options)) ?? '';
      case 'mermaid':
        return tables.map(({ lines }) => renderMermaid(lines)).join('\n');
      default:
        return tables.map(({ state, lines }) => render(state, lines, style, worldTitle(state.worlds, tables.length))).join('\n');
    }
  });
  return finish(reading, options);
}

function mapData(reading: NetworkReading, options: OptionValues): MapData {
  const namespace = options['namespace'] as string | undefined;
  return {
    version: readVersion(),
    from: listOption(options['from']),
    ...(namespace === undefined ? {} : { namespace }),
    problems: reading.problems
      .filter(({ code }) => code !== 'notice')
      .map((problem) => ({ message: problem.message, place: formatProblemPlace(problem) })),
    notices: reading.notices,
    worlds: reading.states.map(collectMap),
  };
}

const OUTSIDE = 'outside';

function linesOf(connectivity: Connectivity, level: Level, arePods: boolean, namespace: string | undefined): Line[] {
  const { network } = connectivity;
  const inside = (name: string): boolean => namespace === undefined || name === namespace || name.startsWith(`${namespace}/`);
  const lines: Line[] = [];
  for (const { from, to, reach } of connectivity.matrix(level).flows()) {
    const sources = arePods ? from.pods.map(({ id }) => id) : [from.name];
    const targets = arePods ? to.pods.map(({ id }) => id) : [to.name];
    for (const source of sources) {
      for (const target of targets)
        if (source !== target || !arePods) if (inside(source) || inside(target)) lines.push({ from: source, to: target, reach });
    }
  }
  const nameOf = (pod: (typeof network.pods)[number]): string =>
    level === 'namespace' ? pod.namespace : arePods ? pod.id : workloadName(pod);
  const outside = new Map<string, Line>();
  for (const pod of network.pods) {
    const name = nameOf(pod);
    if (!inside(name)) continue;
    for (const { addresses, reach } of connectivity.external(pod, 'egress')) {
      if (isEmptyPorts(reach.possible)) continue;
      const to = `${OUTSIDE} ${describeAddresses(addresses)}`;
      outside.set(`${name} ${to}`, { from: name, to, reach });
    }
  }
  for (const { entry, pod, reach } of reachThroughEntries(connectivity)) {
    if (isEmptyPorts(reach.possible) || !inside(nameOf(pod))) continue;
    const from = `${OUTSIDE} through ${entry.kind} ${entry.object.name}`;
    outside.set(`${from} ${nameOf(pod)}`, { from, to: nameOf(pod), reach });
  }
  return [...lines, ...outside.values()].sort((a, b) => compareText(a.from, b.from) || compareText(a.to, b.to));
}

function lineJson({ from, to, reach }: Line): Readonly<Record<string, string>> {
  return { from, to, ports: describeReach(reach) };
}

function csvLine({ from, to, reach }: Line): string {
  return `${[from, to, describeReach(reach)].map((text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)).join(',')}\n`;
}

/** Sources that reach the same with the same ports are said once, and so are targets. */
function render({ connectivity }: NetworkState, lines: readonly Line[], style: TerminalStyle, title: string | undefined): string {
  const colors = pc.createColors(style.colour);
  const out: string[] = title ? [colors.bold(title)] : [];
  const bySource = Map.groupBy(lines, ({ from }) => from);
  const shapes = new Map<string, { readonly sources: string[]; readonly lines: readonly Line[] }>();
  for (const [from, own] of bySource) {
    const key = JSON.stringify(own.filter(({ to }) => to !== from).map(({ to, reach }) => [to, describeReach(reach)]));
    const known = shapes.get(key);
    if (known) known.sources.push(from);
    else shapes.set(key, { sources: [from], lines: own });
  }
  for (const { sources, lines: own } of shapes.values()) {
    out.push(...wrapHanging('', safeText(sources.join(', ')), style.columns).map(colors.bold));
    for (const [ports, group] of Map.groupBy(own, ({ reach }) => describeReach(reach))) {
      out.push(...wrapHanging('  → ', `${safeText(group.map(({ to }) => to).join(', '))}: ${ports}`, style.columns));
    }
  }
  const { policies, pods } = connectivity.network;
  out.push(
    '',
    `${plural(lines.length, 'flow')} between ${plural(pods.length, 'workload')}, ${plural(policies.length, 'policy', 'policies')}`,
  );
  return `${out.join('\n')}\n`;
}

function renderDot(lines: readonly Line[]): string {
  const nodes = [...new Set(lines.flatMap(({ from, to }) => [from, to]))].sort(compareText);
  const spaces = Map.groupBy(nodes, (name) => (name.startsWith(OUTSIDE) ? '' : (name.split('/')[0] ?? '')));
  return [
    'digraph connectivity {',
    '  rankdir=LR;',
    '  node [shape=box];',
    ...[...spaces].flatMap(([space, members], index) =>
      space === ''
        ? members.map((name) => `  ${dotString(name)} [shape=ellipse];`)
        : [`  subgraph cluster_${index} {`, `    label=${dotString(space)};`, ...members.map((name) => `    ${dotString(name)};`), '  }'],
    ),
    ...lines.map(({ from, to, reach }) => `  ${dotString(from)} -> ${dotString(to)} [label=${dotString(describeReach(reach))}];`),
    '}',
    '',
  ].join('\n');
}

function renderMermaid(lines: readonly Line[]): string {
  const numbers = new Map<string, string>();
  const idOf = (name: string): string => {
    const known = numbers.get(name) ?? `n${numbers.size}`;
    numbers.set(name, known);
    return known;
  };
  const edges = lines.map(({ from, to, reach }) => `  ${idOf(from)} -->|"${mermaidLabel(describeReach(reach))}"| ${idOf(to)}`);
  return ['flowchart LR', ...[...numbers].map(([name, id]) => `  ${id}["${mermaidLabel(name)}"]`), ...edges, ''].join('\n');
}
