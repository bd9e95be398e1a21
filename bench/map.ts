/** How smoothly the map of 2,000 workloads moves: times between frames in Chromium while it is dragged, folded and opened. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { gzipSync } from 'node:zlib';
import { openFile, startBrowser } from '../test/e2e/browser.ts';
import { largeCluster } from '../test/e2e/large-cluster.ts';
import { folderWith, runSeawall } from '../test/e2e/run-seawall.ts';

const folder = folderWith({ 'cluster.yaml': largeCluster(2000, 40) });
const file = join(folder, 'map.html');
const started = performance.now();
const { stderr } = runSeawall(['net', 'matrix', '--format', 'html', '--output', file, '-f', 'cluster.yaml'], { cwd: folder });
const written = performance.now() - started;
const text = readFileSync(file);
process.stdout.write(`${stderr}written in ${written.toFixed(0)} ms, ${text.length} bytes, ${gzipSync(text).length} with gzip\n`);

const RECORDER =
  'times = []; last = performance.now(); if (!window.isRecording) { isRecording = true; step = (now) => { times.push(now - last); last = now; requestAnimationFrame(step); }; requestAnimationFrame(step); } 0';

const browser = await startBrowser();
const { page } = await openFile(browser, file, { viewport: { width: 1440, height: 900 } });
page.setDefaultTimeout(60_000);
process.stdout.write(`shown after ${String(await page.evaluate('performance.now()'))} ms: ${await page.getByRole('status').innerText()}\n`);
for (const state of ['folded', 'open']) {
  if (state === 'open') await page.getByRole('button', { name: 'Open all' }).click();
  await page.waitForTimeout(2000);
  await page.evaluate(RECORDER);
  const box = await page.locator('canvas').boundingBox();
  if (!box) throw new Error('there is no map');
  await page.mouse.move(box.x + 500, box.y + 20);
  await page.mouse.down();
  for (let step = 0; step < 120; step++) {
    await page.mouse.move(box.x + 500 + 150 * Math.sin(step / 10), box.y + 20 + step);
    await page.waitForTimeout(8);
  }
  const pan = (await page.evaluate('times')) as number[];
  await page.mouse.up();
  process.stdout.write(`${state}, dragging: ${describe(pan)}\n`);
}
await browser.close();

function describe(times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part: number): string => (sorted[Math.floor(part * (sorted.length - 1))] ?? 0).toFixed(1);
  return `${sorted.length} frames, median ${at(0.5)} ms, 95 % within ${at(0.95)} ms, longest ${at(1)} ms`;
}
