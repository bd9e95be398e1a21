import pc from 'picocolors';
import { type BlastRadius, describeStart } from '../../attack/index.ts';
import { plural, safeText, wrapHanging } from '../../report/index.ts';
import type { TerminalStyle } from '../terminal.ts';

const MOST = 20;

/** What would fall with each workload and account, the worst first. */
export function renderRanking(ranking: readonly BlastRadius[], style: TerminalStyle, isAll: boolean): string {
  const colors = pc.createColors(style.colour);
  const lines = [colors.bold('WHAT FALLS WITH WHAT')];
  const shown = isAll ? ranking : ranking.slice(0, MOST);
  for (const [index, radius] of shown.entries()) {
    const { start, worst } = radius;
    const rank = `${String(index + 1).padStart(3)}. `;
    lines.push(...wrapHanging(rank, safeText(describeStart(start)), style.columns).map(worst ? colors.yellow : colors.dim));
    const what = worst
      ? `${worst.target.title} ${worst.length === 0 ? 'from the start' : `in ${plural(worst.length, 'step')}`}`
      : 'nothing that must not fall';
    lines.push(...wrapHanging('     ', safeText(`${what}; ${describeCounts(radius)}`), style.columns));
  }
  if (ranking.length > shown.length) lines.push(`and ${ranking.length - shown.length} more: --all`);
  return `${lines.join('\n')}\n`;
}

function describeCounts({ isEverything, workloads, accounts, secrets, nodes, contacts }: BlastRadius): string {
  if (isEverything) return 'everything falls';
  const counts = [
    [workloads, 'other workload'],
    [accounts, 'account'],
    [secrets, 'Secret'],
    [nodes, 'node'],
  ] as const;
  const held = counts.flatMap(([count, noun]) => (count > 0 ? plural(count, noun) : []));
  return [...(held.length > 0 ? [`it may hold ${held.join(', ')}`] : []), `it can connect to ${plural(contacts, 'workload')}`].join('; ');
}

export function radiusJson({ start, worst, ...counts }: BlastRadius): Readonly<Record<string, unknown>> {
  return {
    kind: start.kind,
    name: describeStart(start),
    ...(worst ? { worst: { id: worst.target.id, title: worst.target.title, steps: worst.length, effort: worst.effort } } : {}),
    ...counts,
  };
}
