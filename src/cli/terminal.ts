import process from 'node:process';

export interface TerminalStyle {
  readonly columns: number;
  readonly colour: boolean;
}

const MIN_COLUMNS = 60;
const MAX_COLUMNS = 200;
const DEFAULT_COLUMNS = 100;

/** How tables are to look on standard output: its width, and whether colour is wanted (--color, then NO_COLOR, then FORCE_COLOR, then a terminal). */
export function terminalStyle(color: unknown): TerminalStyle {
  const { env, stdout } = process;
  const columns = Number(env['COLUMNS']) || stdout.columns || DEFAULT_COLUMNS;
  return { columns: Math.min(MAX_COLUMNS, Math.max(MIN_COLUMNS, columns)), colour: wantsColour(color) };
}

function wantsColour(color: unknown): boolean {
  const { env, stdout } = process;
  if (color === 'always') return true;
  if (color === 'never' || env['NO_COLOR']) return false;
  if (env['FORCE_COLOR']) return env['FORCE_COLOR'] !== '0';
  return stdout.isTTY && env['TERM'] !== 'dumb';
}
