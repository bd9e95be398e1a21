import pc from 'picocolors';
import { compareText } from '../../core/index.ts';
import { isEmptyPorts, type NetworkPod, type Verdict } from '../../engines/network/index.ts';
import { parseAddress } from '../../kubernetes/index.ts';
import { plural, safeJson, safeText, wrapHanging } from '../../report/index.ts';
import { finish, worldTitle, writeResults } from '../answers.ts';
import type { ExitReason } from '../exit-codes.ts';
import { describeAddresses, describeReach } from '../network/describe.ts';
import { titleOf } from '../network/endpoints.ts';
import { type NetworkState, readConnectivity } from '../network/read-connectivity.ts';
import type { Invocation } from '../option-spec.ts';
import type { TerminalStyle } from '../terminal.ts';

/** Where clouds answer with metadata and credentials of the node. */
const METADATA: readonly { readonly text: string; readonly cloud: string }[] = [
  { text: '169.254.169.254', cloud: 'AWS, Azure, Google, DigitalOcean, OpenStack, Oracle' },
  { text: 'fd00:ec2::254', cloud: 'AWS over IPv6' },
  { text: 'fd20:ce::254', cloud: 'Google over IPv6' },
  { text: '100.100.100.200', cloud: 'Alibaba' },
  { text: '168.63.129.16', cloud: 'Azure, its host agent' },
];

interface Leaving {
  readonly pod: NetworkPod;
  readonly metadata: readonly { readonly text: string; readonly verdict: Verdict }[];
  readonly ranges: readonly { readonly addresses: string; readonly ports: string }[];
}

/** Shows what can leave the cluster, the metadata endpoint first. */
export async function run({ options, outputs }: Invocation): Promise<readonly ExitReason[]> {
  const reading = readConnectivity(options);
  const answers = reading.states.map((state) => ({ state, leaving: state.connectivity.network.pods.map((pod) => leavingOf(state, pod)) }));
  writeResults(outputs, options, (format, style) =>
    format === 'json'
      ? safeJson({
          schemaVersion: 1,
          answers: answers.map(({ state, leaving }) => ({
            ...(state.worlds.some((name) => name !== '') ? { worlds: state.worlds } : {}),
            workloads: leaving.map(({ pod, metadata, ranges }) => ({ workload: titleOf(pod), metadata, ranges })),
          })),
        })
      : answers.map(({ state, leaving }) => render(leaving, style, worldTitle(state.worlds, answers.length))).join('\n'),
  );
  return finish(reading, options);
}

function leavingOf({ connectivity }: NetworkState, pod: NetworkPod): Leaving {
  const metadata = METADATA.map(({ text }) => {
    const address = parseAddress(text);
    const verdict = address ? connectivity.decide({ kind: 'pod', pod }, { kind: 'address', address }, 'TCP', 80).verdict : 'undefined';
    return { text, verdict };
  });
  const ranges = connectivity
    .external(pod, 'egress')
    .filter(({ reach }) => !isEmptyPorts(reach.possible))
    .map(({ addresses, reach }) => ({ addresses: describeAddresses(addresses), ports: describeReach(reach) }));
  return { pod, metadata, ranges };
}

function render(leaving: readonly Leaving[], style: TerminalStyle, title: string | undefined): string {
  const colors = pc.createColors(style.colour);
  const lines: string[] = title ? [colors.bold(title)] : [];
  const add = (indent: string, text: string): void => {
    lines.push(...wrapHanging(indent, safeText(text), style.columns));
  };
  const shapes = Map.groupBy(leaving, ({ metadata, ranges }) => JSON.stringify([metadata, ranges]));
  const sorted = [...shapes.values()].sort((a, b) => risk(b[0]) - risk(a[0]) || compareText(a[0]?.pod.id ?? '', b[0]?.pod.id ?? ''));
  for (const group of sorted) {
    const [first] = group;
    if (!first) continue;
    lines.push(...wrapHanging('', safeText(group.map(({ pod }) => titleOf(pod)).join(', ')), style.columns).map(colors.bold));
    const open = first.metadata.filter(({ verdict }) => verdict !== 'deny');
    if (open.length > 0) {
      const what = open.map(({ text, verdict }) => `${text}${verdict === 'undefined' ? ' (perhaps)' : ''}`).join(', ');
      lines.push(...wrapHanging('  ', safeText(`metadata endpoints: ${what}`), style.columns).map(colors.red));
    } else add('  ', 'no metadata endpoint');
    for (const { addresses, ports } of first.ranges) add('  → ', `${addresses}: ${ports}`);
    if (first.ranges.length === 0) add('  ', 'nothing outside the cluster');
    lines.push('');
  }
  const reaching = leaving.filter(({ metadata }) => metadata.some(({ verdict }) => verdict !== 'deny')).length;
  const open = leaving.filter(({ ranges }) => ranges.length > 0).length;
  add('', `${plural(leaving.length, 'workload')}: ${open} can send something out of the cluster, ${reaching} reach a metadata endpoint`);
  return `${lines.join('\n')}\n`;
}

function risk(leaving: Leaving | undefined): number {
  if (!leaving) return 0;
  return leaving.metadata.filter(({ verdict }) => verdict !== 'deny').length * 10 + Math.min(9, leaving.ranges.length);
}
