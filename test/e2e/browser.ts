import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const PROGRAM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path));

/** Where no browser is installed a test that needs one is skipped with the reason, and in CI it runs and fails. */
export const WITHOUT_BROWSER: string | false = PROGRAM !== undefined || process.env['CI'] === 'true' ? false : 'no chromium';

export async function startBrowser(): Promise<Browser> {
  // The sandbox of Chromium does not start for root, as whom containers run; what is opened here are our own files.
  return chromium.launch({ executablePath: PROGRAM ?? 'chromium', args: ['--no-sandbox'] });
}

export interface OpenedPage {
  readonly page: Page;
  /** What must stay empty: requests other than for the file itself, messages on the console, errors, dialogs. */
  readonly trouble: readonly string[];
}

export async function openFile(browser: Browser, file: string, options: BrowserContextOptions = {}): Promise<OpenedPage> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const trouble: string[] = [];
  const address = pathToFileURL(file).href;
  page.on('request', (request) => {
    if (request.url().split('#')[0] !== address && !request.url().startsWith('data:')) trouble.push(`requested ${request.url()}`);
  });
  page.on('console', (message) => trouble.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => trouble.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => {
    trouble.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(address);
  return { page, trouble };
}

const AXE = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

export async function assertAccessible(page: Page): Promise<void> {
  await page.evaluate(AXE);
  const { violations } = (await page.evaluate('axe.run()')) as {
    violations: { id: string; impact: string; nodes: { html: string }[] }[];
  };
  assert.deepEqual(
    violations.map(({ id, impact, nodes }) => `${id} (${impact}): ${nodes[0]?.html}`),
    [],
  );
}
