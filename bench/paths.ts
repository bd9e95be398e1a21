/** How smoothly the picture of 2,000 things on attack paths moves: times between frames in Chromium while it is dragged. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { gzipSync } from 'node:zlib';
import { openFile, startBrowser } from '../test/e2e/browser.ts';
import { manyPaths } from '../test/e2e/many-paths.ts';
import { folderWith, runSeawall } from '../test/e2e/run-seawall.ts';
import { describeFrames, recordDragging } from './frames.ts';

const folder = folderWith({ 'cluster.yaml': manyPaths(1000) });
const file = join(folder, 'paths.html');
const started = performance.now();
const { stderr } = runSeawall(['paths', 'cluster.yaml', '--all', '--to', 'namespace-secrets', '--format', 'html', '--output', file], {
  cwd: folder,
});
const written = performance.now() - started;
const text = readFileSync(file);
process.stdout.write(`${stderr}written in ${written.toFixed(0)} ms, ${text.length} bytes, ${gzipSync(text).length} with gzip\n`);

const browser = await startBrowser();
const { page } = await openFile(browser, file, { viewport: { width: 1440, height: 900 } });
page.setDefaultTimeout(60_000);
const shown = Number(await page.evaluate('performance.now()'));
process.stdout.write(`shown after ${shown.toFixed(0)} ms: ${await page.getByRole('status').innerText()}\n`);
const states: readonly (readonly [string, () => Promise<void>])[] = [
  ['folded', async () => {}],
  ['each', async () => page.getByRole('button', { name: 'Draw each' }).click()],
  ['each, the whole picture', async () => page.getByRole('button', { name: 'Fit' }).click()],
  ['each, a path chosen', async () => page.getByRole('button', { name: /^the internet by team-0/ }).click()],
];
for (const [state, enter] of states) {
  const before = performance.now();
  await enter();
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
  const entered = performance.now() - before;
  process.stdout.write(`${state}, after ${entered.toFixed(0)} ms, dragging: ${describeFrames(await recordDragging(page))}\n`);
}
await browser.close();
