/** How smoothly the map of 2,000 workloads moves: times between frames in Chromium while it is dragged, folded and opened. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { gzipSync } from 'node:zlib';
import { openFile, startBrowser } from '../test/e2e/browser.ts';
import { largeCluster } from '../test/e2e/large-cluster.ts';
import { folderWith, runSeawall } from '../test/e2e/run-seawall.ts';
import { describeFrames, recordDragging } from './frames.ts';

const folder = folderWith({ 'cluster.yaml': largeCluster(2000, 40) });
const file = join(folder, 'map.html');
const started = performance.now();
const { stderr } = runSeawall(['net', 'matrix', '--format', 'html', '--output', file, '-f', 'cluster.yaml'], { cwd: folder });
const written = performance.now() - started;
const text = readFileSync(file);
process.stdout.write(`${stderr}written in ${written.toFixed(0)} ms, ${text.length} bytes, ${gzipSync(text).length} with gzip\n`);

const browser = await startBrowser();
const { page } = await openFile(browser, file, { viewport: { width: 1440, height: 900 } });
page.setDefaultTimeout(60_000);
process.stdout.write(`shown after ${String(await page.evaluate('performance.now()'))} ms: ${await page.getByRole('status').innerText()}\n`);
for (const state of ['folded', 'open']) {
  if (state === 'open') await page.getByRole('button', { name: 'Open all' }).click();
  process.stdout.write(`${state}, dragging: ${describeFrames(await recordDragging(page))}\n`);
}
await browser.close();
