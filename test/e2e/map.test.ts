import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { PAGE_AFTER, PAGE_BEFORE } from '../../src/report/network-map/template.ts';
import { assertAccessible, openFile, startBrowser, WITHOUT_BROWSER } from './browser.ts';
import { largeCluster } from './large-cluster.ts';
import { folderWith, runSeawall } from './run-seawall.ts';

const ROOT = join(import.meta.dirname, '../..');
const FOLDER = folderWith({});
const WIDE = { width: 1440, height: 900 };
const SIZES = [{ width: 390, height: 844 }, { width: 1024, height: 768 }, WIDE] as const;

/** Writes the map of what `--from` names and returns its file. */
function mapOf(from: string, name: string, ...more: readonly string[]): string {
  const file = join(FOLDER, `${name}.html`);
  const { status: code, stderr } = runSeawall(['net', 'matrix', '--format', 'html', '--output', file, '-f', from, ...more], { cwd: ROOT });
  assert.ok(code === 0 || code === 3 || code === 4, stderr);
  return file;
}

function yamlFile(name: string, text: string): string {
  const file = join(FOLDER, name);
  writeFileSync(file, text);
  return file;
}

async function status(page: Page): Promise<string> {
  return (await page.getByRole('status').innerText()).trim();
}

/** Opens the panel of a flow through the table. */
async function openFlow(page: Page, from: string, to: string): Promise<void> {
  await page.getByRole('radio', { name: 'Table' }).check({ force: true });
  await page.getByRole('searchbox', { name: 'Search' }).fill(`${from} ${to}`);
  const row = page.getByRole('row').filter({ hasText: new RegExp(`^${from}\\s*${to}`) });
  await row.first().getByRole('button').click();
  await page.getByRole('region', { name: 'What was chosen' }).waitFor();
}

it('the map without its data is small', () => {
  const size = gzipSync(PAGE_BEFORE + PAGE_AFTER, { level: 9 }).length;
  assert.ok(size < 120_000, `${size} bytes`);
});

it('the map shows workloads, and refuses other levels', () => {
  const { status: code, stderr } = runSeawall(['net', 'matrix', '--namespaces', '--format', 'html', '-f', 'examples/shop'], { cwd: ROOT });
  assert.equal(code, 2);
  assert.match(stderr, /--namespaces says nothing to --format html/);
});

describe('a network as a map', { skip: WITHOUT_BROWSER }, () => {
  let browser: Browser;
  let shop: string;

  before(async () => {
    shop = mapOf('examples/shop', 'shop');
    browser = await startBrowser();
  });

  after(async () => browser.close());

  for (const viewport of SIZES) {
    for (const colorScheme of ['light', 'dark'] as const) {
      it(`is accessible and quiet at ${viewport.width} pixels, ${colorScheme}`, async () => {
        const { page, trouble } = await openFile(browser, shop, { viewport, colorScheme });
        await page.getByText('Not evaluated:').click();
        await assertAccessible(page);
        await page.getByText('Not evaluated:').click();
        await openFlow(page, 'shop/reviews', 'data/postgres');
        await page.getByText('on the way in: allowed by NetworkPolicy data/postgres').first().waitFor();
        await assertAccessible(page);
        const overflow = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
        assert.equal(overflow, 0, 'the page scrolls sideways');
        assert.deepEqual(trouble, []);
        await page.context().close();
      });
    }
  }

  it('forbids the network, for itself too', async () => {
    const { page } = await openFile(browser, shop);
    const refused = await page.evaluate("fetch('http://127.0.0.1:9/').then(() => 'sent', (error) => String(error))");
    assert.match(String(refused), /TypeError/);
    assert.match(readFileSync(shop, 'utf8'), /default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'/);
    await page.context().close();
  });

  it('says of a flow what net can says, open or closed', async () => {
    const { page, trouble } = await openFile(browser, shop, { viewport: WIDE });
    await openFlow(page, 'shop/storefront', 'shop/catalog');
    const asked = [
      ['shop/storefront', 'shop/catalog:8080', 'open'],
      ['shop/reviews', 'shop/catalog:8080', 'closed'],
    ] as const;
    for (const [from, target, word] of asked) {
      const { stdout } = runSeawall(['net', 'can', from, target, '--format', 'json', '-f', 'examples/shop'], { cwd: ROOT });
      const { because } = (JSON.parse(stdout) as { answers: { flows: { because: string[] }[] }[] }).answers[0]?.flows[0] ?? { because: [] };
      if (word === 'closed') {
        // What is closed has no line; the panel of one end asks about the other.
        await page.getByRole('searchbox', { name: 'Search' }).fill('');
        await openFlow(page, 'shop/reviews', 'data/postgres');
        await page.getByRole('region', { name: 'What was chosen' }).getByRole('button', { name: 'shop/reviews' }).click();
        await page.getByRole('searchbox', { name: 'Does it reach another one' }).fill('catalog');
        await page.getByRole('region', { name: 'What was chosen' }).getByRole('button', { name: 'shop/catalog' }).click();
      }
      const block = page.locator('.reason', { hasText: word }).first();
      const reasons = await block.getByRole('listitem').allInnerTexts();
      assert.ok(reasons.length > 0);
      const plain = (text: string): string => text.replace(/\s+/g, ' ');
      for (const reason of reasons) assert.ok(because.map(plain).includes(plain(reason)), `${reason} is not in ${because.join(' | ')}`);
    }
    assert.deepEqual(trouble, []);
    await page.context().close();
  });

  it('copies a question that net can answers alike', async () => {
    const { page } = await openFile(browser, shop, { viewport: WIDE, permissions: ['clipboard-read', 'clipboard-write'] });
    await openFlow(page, 'shop/storefront', 'shop/catalog');
    await page.locator('.reason.allow').getByRole('button', { name: 'Copy as net can' }).click();
    await page.getByText('Copied').waitFor();
    const command = String(await page.evaluate('navigator.clipboard.readText()'));
    assert.equal(command, 'seawall net can Deployment/shop/storefront Deployment/shop/catalog:8080 -f examples/shop');
    assert.equal(runSeawall(command.split(' ').slice(1), { cwd: ROOT }).stdout.split(' ')[0], 'allowed');
    await page.context().close();
  });

  it('filters by namespace, port, policy and where traffic comes from, and keeps it in the address', async () => {
    const { page, trouble } = await openFile(browser, shop, { viewport: WIDE });
    const all = await status(page);
    await page.getByRole('group', { name: 'Namespace' }).getByRole('checkbox', { name: /^data/ }).check();
    assert.match(await status(page), /^\d+ of \d+ open flows$/);
    assert.match(page.url(), /#namespace=data$/);
    const chosen = await status(page);
    await page.reload();
    assert.equal(await status(page), chosen);
    await page.getByRole('button', { name: 'Clear the filters' }).click();
    assert.equal(await status(page), all);

    await page.getByRole('textbox', { name: 'Port' }).fill('5432/UDP');
    const byUdp = await status(page);
    await page.getByRole('textbox', { name: 'Port' }).fill('5432');
    assert.notEqual(await status(page), byUdp);
    await page.getByRole('textbox', { name: 'Port' }).fill('many');
    await page.getByText('not a port, so nothing is filtered').waitFor();
    await page.getByRole('textbox', { name: 'Port' }).fill('');

    await page.getByRole('checkbox', { name: /^shop\/orders/ }).check();
    assert.match(await status(page), /^6 of /);
    await page.getByRole('checkbox', { name: /^shop\/orders/ }).uncheck();

    await page.getByRole('radio', { name: 'What is open only perhaps' }).check();
    await page.getByRole('radio', { name: 'Table' }).check({ force: true });
    assert.match(await page.getByRole('row').nth(1).innerText(), /perhaps/);
    await page.getByRole('radio', { name: 'What the internet reaches' }).check();
    await page.getByRole('row').filter({ hasText: 'Ingress shop' }).first().waitFor();
    await page.getByRole('searchbox', { name: 'Search' }).fill('nothing-is-called-so');
    await page.getByText('No flow fits all that is chosen.').waitFor();
    assert.deepEqual(trouble, []);
    await page.context().close();
  });

  it('is driven by keys, on the map and in the table', async () => {
    const { page, trouble } = await openFile(browser, shop, { viewport: WIDE });
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('application').focus();
    await page.keyboard.press('ArrowRight');
    await page.getByRole('heading', { name: 'Internet' }).waitFor();
    await page.keyboard.press('ArrowRight');
    await page.getByRole('heading', { name: 'Internet' }).waitFor({ state: 'detached' });
    for (const key of ['+', '-', '0', 'Shift+ArrowUp']) await page.keyboard.press(key);
    await page.keyboard.press('Escape');
    await page.getByRole('region', { name: 'What was chosen' }).waitFor({ state: 'detached' });
    await page.keyboard.press('m');
    await page.getByRole('table', { name: 'Open flows' }).waitFor();
    await page.getByRole('row').nth(1).getByRole('button').focus();
    for (let press = 0; press < 40; press++) await page.keyboard.press('ArrowDown');
    await page.locator('[aria-rowindex="42"] button:focus').waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('m?');
    assert.equal(await page.getByRole('searchbox', { name: 'Search' }).inputValue(), 'm?');
    assert.deepEqual(trouble, []);
    await page.context().close();
  });

  it('opens and folds namespaces, and what is clicked', async () => {
    const { page, trouble } = await openFile(browser, mapOf('examples/shop', 'payments', '-n', 'payments'), { viewport: WIDE });
    await page.getByRole('button', { name: 'Fold all' }).click();
    assert.match(page.url(), /fold=/);
    await page.getByRole('application').focus();
    let opened = false;
    // Folded namespaces stand among the boxes; Enter opens one.
    for (let press = 0; press < 8 && !opened; press++) {
      await page.keyboard.press('ArrowRight');
      const address = page.url();
      await page.keyboard.press('Enter');
      opened = page.url().replace(/&?show=.*/, '') !== address.replace(/&?show=.*/, '');
    }
    assert.ok(opened);
    const canvas = await page.locator('canvas').boundingBox();
    assert.ok(canvas);
    await page.mouse.move(canvas.x + 200, canvas.y + 300);
    await page.mouse.down();
    await page.mouse.move(canvas.x + 260, canvas.y + 340, { steps: 4 });
    await page.mouse.up();
    await page.mouse.wheel(0, -240);
    assert.deepEqual(trouble, []);
    await page.context().close();
  });

  it('prints, and says when there is nothing', async () => {
    const { page, trouble } = await openFile(browser, shop, { viewport: WIDE });
    await page.emulateMedia({ media: 'print' });
    assert.ok(await page.locator('canvas').isVisible());
    assert.equal(await page.getByRole('navigation', { name: 'Filters' }).isVisible(), false);
    assert.ok((await page.pdf()).length > 5000);
    await page.context().close();
    const empty = await openFile(browser, mapOf(yamlFile('empty.yaml', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n'), 'empty'));
    await empty.page.getByText('There is no workload in what was read.').waitFor();
    await assertAccessible(empty.page);
    assert.deepEqual([...trouble, ...empty.trouble], []);
    await empty.page.context().close();
  });

  it('shows hostile names as text', async () => {
    const name = '</script><img src=x onerror=alert(1)><!--';
    const object = (kind: string, apiVersion: string, own: string, spec: object): string =>
      JSON.stringify({ apiVersion, kind, metadata: { name: own, namespace: `${name}\u202e\u001b[31m`, labels: { app: 'a' } }, spec });
    const text = [
      object('Pod', 'v1', `${name}' ; rm -rf "$HOME`, { containers: [{ name: 'a', image: 'a:1' }] }),
      object('Pod', 'v1', '__proto__', { containers: [{ name: 'a', image: 'a:1' }] }),
      object('NetworkPolicy', 'networking.k8s.io/v1', name, { podSelector: { matchLabels: { app: 'a' } }, ingress: [{}] }),
    ].join('\n---\n');
    const file = mapOf(yamlFile('hostile.yaml', text), 'hostile');
    const html = readFileSync(file, 'utf8');
    assert.ok(!['\u2028', '\u202e', '\u001b'].some((character) => html.includes(character)));
    const { page, trouble } = await openFile(browser, file, { viewport: WIDE });
    await page.getByRole('radio', { name: 'Table' }).check({ force: true });
    const row = page.getByRole('row').nth(1);
    assert.ok((await row.innerText()).includes(`${name}\\u202e\\u001b[31m/`));
    await row.getByRole('button').click();
    await page.getByRole('radio', { name: 'Map' }).check({ force: true });
    assert.equal(await page.locator('img').count(), 0);
    assert.deepEqual(trouble, []);
    await page.context().close();
  });

  it('stays usable with 2,000 workloads', async () => {
    const file = mapOf(yamlFile('large.yaml', largeCluster(2000, 40)), 'large');
    assert.ok(gzipSync(readFileSync(file)).length < 500_000);
    const { page, trouble } = await openFile(browser, file, { viewport: WIDE });
    assert.match(await status(page), /^[\d,]{7} open flows$/);
    await page.getByRole('button', { name: 'Open all' }).click();
    await page.getByText('stay folded: open, they would show more lines than can be drawn').waitFor();
    await page.getByRole('searchbox', { name: 'Search' }).fill('team-3/app-7');
    assert.match(await status(page), /^[\d,]+ of /);
    await page.getByRole('radio', { name: 'Table' }).check({ force: true });
    await page.getByRole('searchbox', { name: 'Search' }).fill('');
    await page.evaluate('scrollTo(0, document.documentElement.scrollHeight / 2)');
    await page.locator('[aria-rowindex="100001"], [aria-rowindex="130001"]').or(page.getByRole('row').nth(5)).first().waitFor();
    const nodes = Number(await page.evaluate("document.querySelectorAll('*').length"));
    assert.ok(nodes < 2500, `${nodes} nodes`);
    await page.getByRole('row').nth(5).getByRole('button').click();
    await page.locator('.reason').first().waitFor();
    assert.deepEqual(trouble, []);
    await page.context().close();
  });
});
