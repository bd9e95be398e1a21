import { readFileSync } from 'node:fs';
import process from 'node:process';
import type { Problem } from '../core/index.ts';
import { type InputText, type Inventory, readInventory } from '../inventory/index.ts';
import { collectInputs } from '../inventory/sources/index.ts';
import type { ExitReason } from './exit-codes.ts';
import { boundNewSpace } from './new-space.ts';

export interface ReadInput {
  readonly inputs: readonly InputText[];
  readonly inventory: Inventory;
  /** Those of the inventory and those of finding the files. */
  readonly problems: readonly Problem[];
  readonly reasons: readonly ExitReason[];
}

/** Characters from which on memory matters more than the few milliseconds that bounding it takes. */
const LARGE_INPUT = 4_000_000;

/** Reads what the user named, or the current folder. Paths start at `cwd`. */
export function readInput(paths: readonly string[], namespace: string | undefined, cwd: string = process.cwd()): ReadInput {
  const named = paths.length > 0 ? paths : ['.'];
  const stdin = named.includes('-') ? readStdin() : undefined;
  const { inputs, problems } = collectInputs(named, { cwd, ...(stdin ? { stdin } : {}) });
  if (inputs.reduce((sum, { text, snapshot }) => sum + (snapshot?.bytes ?? text.length), 0) > LARGE_INPUT) boundNewSpace();
  const inventory = readInventory(inputs, namespace === undefined ? {} : { namespace });
  const isUnreadable = problems.some(({ code, file }) => code === 'unreadable' && file !== undefined && named.includes(file));
  const reasons: ExitReason[] = [];
  if (isUnreadable) reasons.push('usage');
  if (inventory.objects.length === 0 && inventory.dockerfiles.length === 0) reasons.push('nothing');
  return { inputs, inventory, problems: [...problems, ...inventory.problems], reasons };
}

/** What reading alone says to the shell. */
export function reasonsOf({ reasons }: ReadInput, allowEmpty: boolean): ExitReason[] {
  return reasons.filter((reason) => reason !== 'nothing' || !allowEmpty);
}

function readStdin(): Uint8Array {
  if (process.stdin.isTTY) process.stderr.write('reading standard input; end it with Ctrl-D\n');
  return readFileSync(0);
}

/** Whether something was left without a verdict. */
export function isIncomplete(problems: readonly Problem[]): boolean {
  return problems.some(({ code }) => code !== 'notice');
}
