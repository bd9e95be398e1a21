import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { folderWith, runSeawall } from './run-seawall.ts';

it('what is written to a pipe or a device goes into it, and does not take its place', async () => {
  const cwd = folderWith({ 'a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: b}\n' });
  const pipe = join(cwd, 'pipe');
  assert.equal(spawnSync('mkfifo', [pipe]).status, 0);
  // Into a file, since nobody reads a pipe of this process while it waits.
  const reader = spawn('sh', ['-c', 'cat pipe > copy'], { cwd, stdio: 'ignore' });
  const { status } = runSeawall(['scan', 'a.yaml', '--format', 'json', '--output', 'pipe'], { cwd });
  assert.equal(status, 0);
  await once(reader, 'exit');
  assert.equal(JSON.parse(readFileSync(join(cwd, 'copy'), 'utf8')).schemaVersion, 1);
  assert.ok(statSync(pipe).isFIFO());
});
