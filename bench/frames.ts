import type { Page } from 'playwright-core';

const RECORDER =
  'times = []; last = performance.now(); if (!window.isRecording) { isRecording = true; step = (now) => { times.push(now - last); last = now; requestAnimationFrame(step); }; requestAnimationFrame(step); } 0';

/** Drags the canvas of a page about and returns the milliseconds between frames. */
export async function recordDragging(page: Page): Promise<readonly number[]> {
  await page.waitForTimeout(2000);
  await page.evaluate(RECORDER);
  const box = await page.locator('canvas').boundingBox();
  if (!box) throw new Error('there is no picture');
  await page.mouse.move(box.x + 500, box.y + 20);
  await page.mouse.down();
  for (let step = 0; step < 120; step++) {
    await page.mouse.move(box.x + 500 + 150 * Math.sin(step / 10), box.y + 20 + step);
    await page.waitForTimeout(8);
  }
  const times = (await page.evaluate('times')) as number[];
  await page.mouse.up();
  return times;
}

export function describeFrames(times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part: number): string => (sorted[Math.floor(part * (sorted.length - 1))] ?? 0).toFixed(1);
  return `${sorted.length} frames, median ${at(0.5)} ms, 95 % within ${at(0.95)} ms, longest ${at(1)} ms`;
}
