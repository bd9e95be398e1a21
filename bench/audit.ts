import { closeSync, existsSync, mkdirSync, openSync, statSync, writeSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { generateAuditLog } from './generate-audit-log.ts';
import { compare } from './measure.ts';

const ROOT = join(import.meta.dirname, '..');
const WORK = join(ROOT, '.cache/bench');
const SIZES = [10_000, 100_000, 1_000_000];
const ROUNDS = 3;

/** A log of this many events, made once. */
function logOf(events: number): string {
  const path = join(WORK, `audit-${events}.log`);
  if (existsSync(path)) return path;
  mkdirSync(WORK, { recursive: true });
  const file = openSync(path, 'w');
  let lines: string[] = [];
  for (const line of generateAuditLog(events)) {
    lines.push(line);
    if (lines.length < 5000) continue;
    writeSync(file, `${lines.join('\n')}\n`);
    lines = [];
  }
  if (lines.length > 0) writeSync(file, `${lines.join('\n')}\n`);
  closeSync(file);
  return path;
}

process.stdout.write(`${os.cpus()[0]?.model}, ${os.availableParallelism()} threads; Node ${process.version}\n\n`);
process.stdout.write('| events | size | median | events/s | peak memory |\n|---|---|---|---|---|\n');
for (const events of SIZES) {
  const path = logOf(events);
  const args = [join(ROOT, 'bin/seawall.js'), 'rbac', 'generate', '--audit-log', path];
  const [result] = await compare([{ name: String(events), program: process.execPath, arguments: args }], ROUNDS);
  if (!result) continue;
  const { milliseconds, megabytes } = result;
  const rate = Math.round(events / (milliseconds / 1000)).toLocaleString('en-US');
  process.stdout.write(
    `| ${events.toLocaleString('en-US')} | ${Math.round(statSync(path).size / 1e6)} MB | ${(milliseconds / 1000).toFixed(2)} s | ${rate} | ${Math.round(megabytes ?? 0)} MB |\n`,
  );
}
