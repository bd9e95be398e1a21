import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { it } from 'node:test';
import { folderWith, runSeawall } from './run-seawall.ts';

it('what is written to a pipe or a device goes into it, and does not take its place', async () => {
  const cwd = folderWith({ 'a.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: b}\n' });
  const pipe = join(cwd, 'pipe');
  assert.equal(spawnSync('mkfifo', [pipe]).status, 0);
  const reader = spawn('cat', [pipe]);
  const read = text(reader.stdout);
  const { status } = runSeawall(['scan', 'a.yaml', '--format', 'json', '--output', 'pipe'], { cwd });
  assert.equal(status, 0);
  assert.equal(JSON.parse(await read).schemaVersion, 1);
  assert.ok(statSync(pipe).isFIFO());
});
