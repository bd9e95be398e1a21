import process from 'node:process';
import pc from 'picocolors';
import { layOverMatrix, MATRICES, type MatrixTactic, type Survey, type ThreatMatrix } from '../../attack/index.ts';
import { CATALOGUE, evaluateChecks } from '../../checks/index.ts';
import type { Finding } from '../../core/index.ts';
import { plural, safeText, wrapHanging } from '../../report/index.ts';
import { loadConfig } from '../config/load.ts';
import { checkSettings, versionOf } from '../config/resolve.ts';
import type { TerminalStyle } from '../terminal.ts';
import type { AttackReading } from './read-attack.ts';

export interface LaidOver {
  readonly matrix: ThreatMatrix;
  readonly tactics: readonly MatrixTactic[];
}

/** Paths and findings over both matrices. */
export function layOver({ inventory }: AttackReading, { stories }: Survey): LaidOver[] {
  const config = loadConfig(process.env['SEAWALL_CONFIG'], process.cwd());
  const settings = checkSettings(config, 'low', versionOf(undefined, inventory.snapshots), new Date());
  const findings: readonly Finding[] = evaluateChecks(inventory, CATALOGUE, settings).findings;
  const paths = stories.flatMap(({ path, also }) => [path, ...also]);
  return MATRICES.map((matrix) => ({ matrix, tactics: layOverMatrix(matrix, paths, findings, CATALOGUE) }));
}

export function renderMatrices(laid: readonly LaidOver[], style: TerminalStyle): string {
  const colors = pc.createColors(style.colour);
  const lines: string[] = [];
  for (const { matrix, tactics } of laid) {
    if (lines.length > 0) lines.push('');
    lines.push(colors.bold(matrix.title));
    for (const { name, cells } of tactics) {
      lines.push('', name);
      for (const { technique, title, state, paths, findings } of cells) {
        const counts = [...(paths > 0 ? [plural(paths, 'path')] : []), ...(findings > 0 ? [plural(findings, 'finding')] : [])].join(', ');
        const mark = state === 'open' ? 'OPEN  ' : state === 'closed' ? 'closed' : 'not evaluated';
        const paint = state === 'open' ? colors.red : state === 'closed' ? colors.green : colors.dim;
        lines.push(
          ...wrapHanging(
            `  ${mark.padEnd(15)}`,
            safeText(`${technique.padEnd(11)}${title}${counts === '' ? '' : `: ${counts}`}`),
            style.columns,
          ).map(paint),
        );
      }
    }
  }
  const cells = laid.flatMap(({ tactics }) => tactics.flatMap((tactic) => tactic.cells));
  const count = (state: string): number => cells.filter((cell) => cell.state === state).length;
  lines.push('', `${count('open')} open, ${count('closed')} looked for and not found, ${count('not-evaluated')} not evaluated`);
  return `${lines.join('\n')}\n`;
}
