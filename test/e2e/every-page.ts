import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import type { Browser, Page, ViewportSize } from 'playwright-core';
import { openFile } from './browser.ts';

export interface Opened {
  readonly browser: Browser;
  readonly file: string;
}

/** What holds for every page: accessible and quiet at every size in both themes, and without the network. `look` opens what is to be looked at. */
export function testEveryPage(sizes: readonly ViewportSize[], opened: () => Opened, look: (page: Page) => Promise<void>): void {
  for (const viewport of sizes) {
    for (const colorScheme of ['light', 'dark'] as const) {
      it(`is accessible and quiet at ${viewport.width} pixels, ${colorScheme}`, async () => {
        const { browser, file } = opened();
        const { page, trouble } = await openFile(browser, file, { viewport, colorScheme });
        await look(page);
        const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
        assert.equal(overflow, 0, 'the page scrolls sideways');
        assert.deepEqual(trouble, []);
        await page.context().close();
      });
    }
  }

  it('forbids the network, for itself too', async () => {
    const { browser, file } = opened();
    const { page } = await openFile(browser, file);
    const refused = await page.evaluate("fetch('http://127.0.0.1:9/').then(() => 'sent', (error) => String(error))");
    assert.match(String(refused), /TypeError/);
    assert.match(readFileSync(file, 'utf8'), /default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'/);
    await page.context().close();
  });
}
