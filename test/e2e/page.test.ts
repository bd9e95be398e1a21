import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { CATALOGUE, defaultSettings, evaluateChecks } from '../../src/checks/index.ts';
import type { Finding } from '../../src/core/index.ts';
import { readInventory } from '../../src/inventory/index.ts';
import { PAGE_AFTER, PAGE_BEFORE } from '../../src/report/html/template.ts';
import { createReport, loadRenderer, type PageFix, type ScanReport } from '../../src/report/index.ts';
import { assertAccessible, openFile, startBrowser, WITHOUT_BROWSER } from './browser.ts';
import { testEveryPage } from './every-page.ts';
import { folderWith, runSeawall } from './run-seawall.ts';

const renderHtml = await loadRenderer('html');

const ROOT = join(import.meta.dirname, '../..');
const FOLDER = folderWith({});
const SHOP = join(FOLDER, 'shop.html');
const OPTIONS = { columns: 100, colour: false, all: true };
const SIZES = [
  { width: 360, height: 780 },
  { width: 768, height: 1024 },
  { width: 1440, height: 900 },
] as const;

function reportOn(text: string, exceptions: readonly { kinds: string[]; reason: string; expires: string }[] = []) {
  const inventory = readInventory([{ name: 'a.yaml', text }]);
  const evaluation = evaluateChecks(inventory, CATALOGUE, { ...defaultSettings(new Date('2026-06-01T00:00:00Z')), exceptions });
  const report = createReport({
    version: '0.0.0',
    findings: evaluation.findings,
    suppressed: evaluation.suppressed,
    problems: [...inventory.problems, ...evaluation.problems],
    tallies: evaluation.tallies,
    counts: { ...inventory.counts, objects: inventory.objects.length, dockerfiles: inventory.dockerfiles.length },
    worlds: inventory.worlds.map(({ name }) => name),
  });
  return { report, inventory };
}

function write(name: string, text: string): string {
  const file = join(FOLDER, name);
  writeFileSync(file, text);
  return file;
}

/** A report as a big cluster gives it. */
function manyFindings(count: number): ScanReport {
  const checks = CATALOGUE.slice(0, 200);
  const findings = Array.from({ length: count }, (_, index): Finding => {
    const check = checks[index % checks.length] ?? checks[0];
    const line = 1 + (index % 400);
    return {
      check: check?.id ?? '',
      severity: check?.severity ?? 'info',
      subject: { kind: 'object', apiVersion: 'apps/v1', type: 'Deployment', namespace: `team-${index % 40}`, name: `app-${index % 3000}` },
      path: ['spec', 'template', 'spec', 'containers', index % 5],
      origin: [
        {
          kind: 'text',
          exact: true,
          place: { file: `apps/${index % 700}.yaml`, range: { start: { line, column: 3 }, end: { line, column: 9 } } },
        },
      ],
      message: `container c${index % 97} is not as it should be`,
      evidence: [],
      worlds: [],
    };
  });
  return createReport({
    version: '0.0.0',
    findings,
    suppressed: [],
    problems: [],
    tallies: checks.map((check) => ({ check, subjects: 10, failed: 1, undecided: 0 })),
    counts: { files: 700, documents: 3000, foreign: 0, objects: 3000, dockerfiles: 0 },
    worlds: [''],
  });
}

async function status(page: Page): Promise<string> {
  return (await page.getByRole('status').innerText()).trim();
}

it('the page without its data is small', () => {
  const size = gzipSync(PAGE_BEFORE + PAGE_AFTER, { level: 9 }).length;
  assert.ok(size < 120_000, `${size} bytes`);
});

it('the page of a report on no file at all, and one without excerpts, are whole', () => {
  const { report } = reportOn('');
  assert.match(renderHtml(report, OPTIONS), /^<!doctype html>[^]*<\/html>\n$/);
});

describe('a report as a page', { skip: WITHOUT_BROWSER }, () => {
  let browser: Browser;

  before(async () => {
    const { status: code, stderr } = runSeawall(['scan', 'examples/shop', '--format', 'html', '--output', SHOP], { cwd: ROOT });
    assert.ok(code === 1 || code === 3, stderr);
    browser = await startBrowser();
  });

  after(async () => browser.close());

  testEveryPage(
    SIZES,
    () => ({ browser, file: SHOP }),
    async (page) => {
      await page.getByText('Not evaluated:').click();
      await assertAccessible(page);
      await page.locator('.row.group').first().click();
      await page.locator('.row.finding').first().click();
      await page.getByText('Why it matters').waitFor();
      await assertAccessible(page);
    },
  );

  it('filters, searches and groups, and keeps all of it in the address', async () => {
    const { page, trouble } = await openFile(browser, SHOP, { viewport: SIZES[2] });
    const all = await status(page);
    await page
      .getByRole('button', { name: /critical/ })
      .first()
      .click();
    assert.match(await status(page), /^12 of /);
    assert.match(page.url(), /#severity=critical$/);
    await page.getByRole('checkbox', { name: /^high / }).check();
    assert.match(page.url(), /severity=critical&severity=high/);
    await page.getByRole('button', { name: 'Clear', exact: true }).click();
    assert.equal(await status(page), all);

    await page.getByRole('searchbox', { name: 'Search' }).fill('ksv017');
    assert.match(await page.locator('.row.group').first().innerText(), /Container runs privileged/);
    await page.getByRole('searchbox', { name: 'Search' }).fill('nothing-is-called-so');
    await page.getByText('No finding fits all that is chosen.').waitFor();
    await page.getByRole('button', { name: 'Clear the filters' }).click();

    await page.getByRole('radio', { name: 'Workload' }).check({ force: true });
    assert.match(await page.locator('.row.group').first().innerText(), /Deployment |Pod |DaemonSet /);
    await page.getByRole('radio', { name: 'File' }).check({ force: true });
    assert.match(await page.locator('.row.group').first().innerText(), /examples\/shop\//);
    assert.match(page.url(), /group=file/);

    await page.getByText('CIS Kubernetes Benchmark').last().click();
    await page.getByRole('button', { name: '5.2.2', exact: true }).click();
    assert.match(page.url(), /requirement=cis%3A5\.2\.2/);
    const chosen = await status(page);
    await page.reload();
    assert.equal(await status(page), chosen);
    assert.deepEqual(trouble, []);
    await page.context().close();
  });

  it('is driven by keys', async () => {
    const { page, trouble } = await openFile(browser, SHOP, { viewport: SIZES[2] });
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('j');
    await page.locator('.row.group.cursor:focus').waitFor();
    await page.keyboard.press('Enter');
    await page.keyboard.press('j');
    await page.locator('.row.finding.cursor:focus').waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Why it matters' }).waitFor();
    assert.match(page.url(), /finding=[0-9a-f]{32}/);
    await page.keyboard.press('Escape');
    await page.getByRole('heading', { name: 'Why it matters' }).waitFor({ state: 'detached' });
    await page.keyboard.press('/');
    await page.keyboard.type('jk?');
    assert.equal(await page.getByRole('searchbox', { name: 'Search' }).inputValue(), 'jk?');
    await page.keyboard.press('Escape');
    const ground = 'getComputedStyle(document.body).backgroundColor';
    const light = await page.evaluate(ground);
    await page.keyboard.press('t');
    assert.notEqual(await page.evaluate(ground), light);
    assert.deepEqual(trouble, []);
    await page.context().close();
  });

  it('opens a linked finding, and the back button closes what was opened', async () => {
    const { page } = await openFile(browser, SHOP, { viewport: SIZES[0] });
    await page.locator('.row.group').first().click();
    await page.locator('.row.finding').first().click();
    const link = page.url();
    await page.getByRole('dialog', { name: 'Finding' }).waitFor();
    await page.goBack();
    await page.getByRole('dialog', { name: 'Finding' }).waitFor({ state: 'detached' });
    await page.goto('about:blank');
    await page.goto(link);
    await page.getByRole('dialog', { name: 'Finding' }).waitFor();
    await page.context().close();
  });

  it('prints every finding, unfolded and without controls', async () => {
    const { page } = await openFile(browser, SHOP, { viewport: SIZES[2] });
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    await page.emulateMedia({ media: 'print' });
    const total = Number(/^\d+/.exec(await status(page).catch(() => ''))?.[0] ?? Number.NaN);
    const printed = await page.locator('#paper section li').count();
    assert.ok(printed > 400 && (Number.isNaN(total) || printed === total), `${printed} of ${total}`);
    assert.equal(await page.getByRole('button').count(), 0);
    await page.evaluate("dispatchEvent(new Event('afterprint'))");
    assert.equal(await page.locator('#paper section').count(), 0);
    await page.context().close();
  });

  it('shows why a finding was accepted and until when, and a change that would remove one', async () => {
    const text = 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  hostNetwork: true\n  containers: [{name: a, image: a}]\n';
    const accepted = reportOn(text, [{ kinds: ['Pod'], reason: 'measures <the> network', expires: '2999-01-31' }]);
    const first = await openFile(
      browser,
      write('accepted.html', renderHtml(accepted.report, { ...OPTIONS, inventory: accepted.inventory })),
    );
    await first.page.getByText('Nothing was found.').waitFor();
    await first.page.getByRole('radio', { name: /Accepted/ }).check({ force: true });
    await first.page.locator('.row.group').first().click();
    if ((await first.page.locator('.row.finding').count()) === 0) await first.page.locator('.row.group').first().click();
    await first.page.locator('.row.finding').first().click();
    await first.page.getByText('measures <the> network (until 2999-01-31)').waitFor();

    const fix: PageFix = {
      diff: '--- a.yaml\n+++ a.yaml\n@@ -5 +5 @@\n-  hostNetwork: true\n+  hostNetwork: false\n',
      breaks: 'reaching it',
      risky: true,
    };
    const { report, inventory } = reportOn(text);
    const fixOf = ({ check }: Finding): PageFix | undefined => (check === 'pod/host-network' ? fix : undefined);
    const second = await openFile(browser, write('fix.html', renderHtml(report, { ...OPTIONS, inventory, fixOf })));
    await second.page.getByRole('searchbox', { name: 'Search' }).fill('pod/host-network');
    await second.page.locator('.row.finding').first().click();
    assert.equal((await second.page.locator('.diff .added').innerText()).trim(), '+  hostNetwork: false'.trim());
    assert.equal(await second.page.locator('.excerpt mark').innerText(), 'hostNetwork: true');
    await second.page.getByText('Test it first: reaching it').waitFor();
    assert.deepEqual([...first.trouble, ...second.trouble], []);
  });

  it('stays usable with 20,000 findings', async () => {
    const file = write('many.html', renderHtml(manyFindings(20_000), OPTIONS));
    const { page, trouble } = await openFile(browser, file, { viewport: SIZES[2] });
    const nodes = async (): Promise<number> => Number(await page.evaluate("document.querySelectorAll('*').length"));
    assert.equal(await status(page), '20,000 findings in 200 groups');
    await page.getByRole('button', { name: 'Unfold all' }).click();
    await page.evaluate('scrollTo(0, document.documentElement.scrollHeight)');
    await page.locator('[aria-posinset="20200"]').waitFor();
    assert.ok((await nodes()) < 2500, `${await nodes()} nodes`);
    await page.evaluate('scrollTo(0, 0)');
    await page.getByRole('searchbox', { name: 'Search' }).fill('team-7/app-1207');
    assert.match(await status(page), /^\d+ of 20,000 findings/);
    assert.match(await page.locator('.row.finding .title').first().innerText(), /Deployment team-7\/app-1207/);
    await page.getByRole('searchbox', { name: 'Search' }).fill('');
    await page
      .locator('.facet', { hasText: 'File' })
      .getByRole('button', { name: /Show all 700/ })
      .click();
    assert.ok((await nodes()) < 4000, `${await nodes()} nodes`);
    assert.deepEqual(trouble, []);
    await page.context().close();
  });

  it('shows hostile text as text', async () => {
    const name = '</script><img src=x onerror=alert(1)><!--<script>';
    const text = `apiVersion: v1
kind: Pod
metadata: {name: "${name}\\u202e\\u001b[31m"}
spec:
  hostNetwork: true # </script><img src=x onerror=alert(2)>
  containers: [{name: "\\u2028</style>", image: "x:latest", securityContext: {privileged: true}}]
`;
    const { report, inventory } = reportOn(text);
    const html = renderHtml(report, { ...OPTIONS, inventory });
    assert.ok(!['\u2028', '\u202e', '\u001b'].some((character) => html.includes(character)));
    const { page, trouble } = await openFile(browser, write('hostile.html', html), { viewport: SIZES[2] });
    await page.getByRole('searchbox', { name: 'Search' }).fill('pod/host-network');
    await page.locator('.row.finding').first().click();
    assert.ok((await page.locator('.detail').innerText()).includes(`${name}\\u202e\\u001b[31m`));
    assert.match(await page.locator('.excerpt').innerText(), /<img src=x onerror=alert\(2\)>/);
    assert.equal(await page.locator('img').count(), 0);
    assert.deepEqual(trouble, []);
    await page.context().close();
  });
});
