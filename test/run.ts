/**
 * Runs everything that must hold before a change goes in: format, lint, leftovers, types, then every test. Ends with one line
 * `N passed, N failed`. `--deep` makes the random tests run much longer; other arguments narrow the test files by a part of their name.
 */
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative } from 'node:path';
import process from 'node:process';
import { run } from 'node:test';

const ROOT = join(import.meta.dirname, '..');
const args = process.argv.slice(2);
const parts = args.filter((arg) => !arg.startsWith('--'));
if (args.includes('--deep')) process.env['SEAWALL_DEEP'] = '1';

let passed = 0;
let failed = 0;
const skipped = new Map<string, number>();

const STATIC_CHECKS: readonly (readonly [string, readonly string[]])[] = [
  ['format', ['biome', 'check', '.']],
  ['lint', ['oxlint', '--deny-warnings']],
  ['leftovers', ['knip']],
  ['types', ['tsc', '--noEmit']],
  ['types of the page', ['tsc', '--noEmit', '-p', 'web']],
];

if (parts.length === 0) for (const [name, command] of STATIC_CHECKS) checkStatically(name, command);
await runTests();
for (const [reason, count] of skipped) say(`skipped ${count}: ${reason}`);
say(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function checkStatically(name: string, [program = '', ...rest]: readonly string[]): void {
  const path = join(ROOT, 'node_modules/.bin', program);
  const { status, stdout, stderr } = spawnSync(path, rest, { cwd: ROOT, encoding: 'utf8' });
  if (status === 0) {
    passed++;
    say(`ok ${name}`);
    return;
  }
  failed++;
  say(`FAILED ${name}\n${stdout}${stderr}`);
}

async function runTests(): Promise<void> {
  const files = ['src/**/*.test.ts', 'test/**/*.test.ts']
    .flatMap((pattern) => globSync(pattern, { cwd: ROOT }))
    .filter((file) => parts.length === 0 || parts.some((part) => file.includes(part)))
    .sort();
  const stream = run({ files: files.map((file) => join(ROOT, file)), concurrency: availableParallelism(), cwd: ROOT });
  stream.on('test:pass', (event) => {
    if (event.details.type === 'suite') return;
    if (event.skip === undefined || event.skip === false) {
      passed++;
      return;
    }
    const reason = typeof event.skip === 'string' && event.skip !== '' ? event.skip : 'no reason given';
    skipped.set(reason, (skipped.get(reason) ?? 0) + 1);
  });
  stream.on('test:fail', (event) => {
    // A suite fails because a test in it failed, which has been counted; a file that cannot start fails by itself.
    const isOnlyMessenger = event.details.type === 'suite' && event.details.error.message.includes('subtest');
    if (isOnlyMessenger) return;
    failed++;
    const file = event.file ? relative(ROOT, event.file) : '';
    const { cause } = event.details.error;
    say(`FAILED ${file}: ${event.name}\n${cause instanceof Error ? cause.stack : String(cause ?? event.details.error.message)}\n`);
  });
  stream.on('test:stderr', (event) => process.stderr.write(event.message));
  for await (const _ of stream);
}
