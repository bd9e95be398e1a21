import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { PAGE_AFTER, PAGE_BEFORE } from '../../src/report/attack-paths/template.ts';
import { assertAccessible, openFile, startBrowser, WITHOUT_BROWSER } from './browser.ts';
import { testEveryPage } from './every-page.ts';
import { manyPaths } from './many-paths.ts';
import { folderWith, runSeawall } from './run-seawall.ts';

const ROOT = join(import.meta.dirname, '../..');
const FOLDER = folderWith({});
const WIDE = { width: 1440, height: 900 };
const SIZES = [{ width: 390, height: 844 }, { width: 1024, height: 768 }, WIDE] as const;
const EXAMPLE = 'examples/attack';

/** Two accounts of equal rights, two workloads that run as them, and a way in: what is drawn twice may be drawn once. */
const TWINS = ['a', 'b']
  .flatMap((name) => [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name, namespace: name } },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: { name: `admin-${name}` },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
      subjects: [{ kind: 'ServiceAccount', name, namespace: name }],
    },
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name, namespace: name },
      spec: { serviceAccountName: name, containers: [{ name: 'c', image: 'i' }] },
    },
  ])
  .map((object) => JSON.stringify(object))
  .join('\n---\n');

/** Writes the page about some files and returns where it stands. */
function pageOf(path: string, name: string, ...more: readonly string[]): string {
  const file = join(FOLDER, `${name}.html`);
  const { status: code, stderr } = runSeawall(['paths', path, '--format', 'html', '--output', file, ...more], { cwd: ROOT });
  assert.ok(code === 0 || code === 1 || code === 3, stderr);
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

const panelOf = (page: Page) => page.getByRole('region', { name: 'What was chosen' });
const rowsOf = (page: Page) => page.getByRole('list', { name: 'Paths' }).getByRole('button');
const plain = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

it('the page of paths without its data is small', () => {
  const size = gzipSync(PAGE_BEFORE + PAGE_AFTER, { level: 9 }).length;
  assert.ok(size < 120_000, `${size} bytes`);
});

it('pictures as text show no edits', () => {
  const { status: code, stderr } = runSeawall(['paths', EXAMPLE, '--fix', '--format', 'dot'], { cwd: ROOT });
  assert.equal(code, 2);
  assert.match(stderr, /--format dot shows no edits/);
  const ranking = runSeawall(['paths', EXAMPLE, '--ranking', '--format', 'html'], { cwd: ROOT });
  assert.equal(ranking.status, 2);
  assert.match(ranking.stderr, /--ranking says nothing to --format html/);
  assert.match(runSeawall(['paths', EXAMPLE, '--format', 'mermaid'], { cwd: ROOT }).stdout, /^flowchart LR\n/);
});

it('the exit code is that of the same question without a page', () => {
  const file = join(FOLDER, 'code.html');
  assert.equal(runSeawall(['paths', EXAMPLE, '--format', 'html', '--output', file], { cwd: ROOT }).status, 1);
  assert.equal(runSeawall(['paths', EXAMPLE, '--fix', '--format', 'html', '--output', file], { cwd: ROOT }).status, 0);
});

describe('attack paths as a page', { skip: WITHOUT_BROWSER }, () => {
  let browser: Browser;
  let example: string;

  before(async () => {
    example = pageOf(EXAMPLE, 'example', '--fix');
    browser = await startBrowser();
  });

  after(async () => browser.close());

  testEveryPage(
    SIZES,
    () => ({ browser, file: example }),
    async (page) => {
      await page.getByText('Not evaluated, or taken for granted:').click();
      await page.getByRole('button', { name: 'Filters' }).click();
      await assertAccessible(page);
      await page.getByRole('button', { name: 'Filters' }).click();
      await page.getByText('Not evaluated, or taken for granted:').click();
      for (const tab of ['Matrix', 'Fix', 'Paths']) {
        await page.getByRole('radio', { name: tab }).check({ force: true });
        await assertAccessible(page);
      }
      await rowsOf(page).first().click();
      await page
        .getByText(/Ended by any of/)
        .first()
        .click();
      await assertAccessible(page);
    },
  );

  it('tells of every path what the JSON says: steps, evidence, places, what has to be so, what falls with it', async () => {
    const { page, trouble } = await openFile(browser, example, { viewport: WIDE });
    const { stdout } = runSeawall(['paths', EXAMPLE, '--format', 'json'], { cwd: ROOT });
    const [answer] = (
      JSON.parse(stdout) as {
        answers: {
          paths: {
            from: { name: string }[];
            target: { title: string };
            steps: { says: string; premises: { text: string }[]; grounds: { text: string; place?: string }[] }[];
            also: { title: string }[];
          }[];
        }[];
      }
    ).answers;
    assert.ok(answer && answer.paths.length >= 4);
    for (const { from, target, steps, also } of answer.paths) {
      const start = from[0]?.name ?? '';
      await rowsOf(page)
        .filter({ hasText: new RegExp(`^${start}[^]*→ ${target.title}`) })
        .first()
        .click();
      const panel = panelOf(page);
      assert.equal(plain(await panel.getByRole('heading', { level: 2 }).innerText()), `${start} → ${target.title}`);
      const blocks = panel.locator('.steps > li');
      assert.equal(await blocks.count(), steps.length);
      for (const [index, { says, premises, grounds }] of steps.entries()) {
        const text = plain(await blocks.nth(index).innerText());
        assert.ok(text.includes(plain(says)), `${text} has not ${says}`);
        for (const one of [...premises, ...grounds]) assert.ok(text.includes(plain(one.text)), `${text} has not ${one.text}`);
        for (const { place } of grounds) if (place !== undefined) assert.ok(text.includes(place), `${text} has not ${place}`);
      }
      const whole = plain(await panel.innerText());
      for (const { title } of also) assert.ok(whole.includes(title), `${title} is not said to fall`);
      await page.keyboard.press('Escape');
    }
    assert.deepEqual(trouble, []);
    await page.context().close();
  });

  it('tells of a step what would end it, what it is, and which paths go through it', async () => {
    const { page, trouble } = await openFile(browser, example, { viewport: WIDE });
    await rowsOf(page).first().click();
    await panelOf(page).getByRole('button', { name: 'creates a pod that runs as ServiceAccount ops/backup' }).click();
    assert.match(page.url(), /path=\d+&show=s\d+$/);
    await panelOf(page).getByText('take ServiceAccount shop/web out of RoleBinding ops/shop-starts-backups').first().click();
    await panelOf(page).getByText('may break: ServiceAccount shop/web loses everything that Role start-backups gives').waitFor();
    await panelOf(page).locator('summary', { hasText: 'api/create-pod' }).click();
    await panelOf(page).locator('.chips', { hasText: 'T1610' }).waitFor();
    await panelOf(page).getByText('3 paths through it').waitFor();
    await panelOf(page).getByRole('button', { name: 'Deployment shop/web → every right in the cluster' }).click();
    await panelOf(page).getByText('If a workload is taken').waitFor();
    assert.deepEqual(trouble, []);
    await page.context().close();
  });

  it('filters by start, target, namespace, technique and certainty, searches, and keeps it in the address', async () => {
    const { page, trouble } = await openFile(browser, example, { viewport: WIDE });
    const all = await status(page);
    assert.equal(all, '4 paths');
    await page.getByRole('button', { name: 'Filters' }).click();
    const check = async (group: string, name: RegExp, wanted: string): Promise<void> => {
      const facet = page.getByRole('group', { name: group, exact: true });
      const box = facet.getByRole('checkbox', { name });
      if ((await box.count()) === 0) await facet.getByRole('button', { name: /^Show all/ }).click();
      await box.check();
      assert.equal(await status(page), wanted);
      await page.reload();
      assert.equal(await status(page), wanted);
      await page.getByRole('button', { name: 'Clear the filters' }).click();
      assert.equal(await status(page), all);
      await page.getByRole('button', { name: 'Filters' }).click();
    };
    await check('Start', /^From the internet/, '1 of 4 paths');
    await check('Target', /^every right in the cluster/, '4 of 4 paths');
    await check('Namespace', /^shop/, '3 of 4 paths');
    await check('Technique', /^T1190 /, '1 of 4 paths');
    await check('Certainty', /^Without open premises/, '3 of 4 paths');
    await page.getByRole('searchbox', { name: 'Search' }).fill('loadbalancer 8080');
    assert.equal(await status(page), '1 of 4 paths');
    await page.getByRole('searchbox', { name: 'Search' }).fill('ops.yaml:39');
    assert.equal(await status(page), '3 of 4 paths');
    await page.getByRole('searchbox', { name: 'Search' }).fill('nothing-is-called-so');
    await page.getByText('No path fits all that is chosen.').waitFor();
    assert.deepEqual(trouble, []);
    await page.context().close();
  });

  it('lays paths and findings over both matrices, as --matrix does, and a technique filters the paths', async () => {
    const { page, trouble } = await openFile(browser, example, { viewport: WIDE });
    const { stdout } = runSeawall(['paths', EXAMPLE, '--matrix', '--format', 'json'], { cwd: ROOT });
    const [answer] = (
      JSON.parse(stdout) as {
        answers: { matrices: { tactics: { cells: { technique: string; state: string; findings: number }[] }[] }[] }[];
      }
    ).answers;
    await page.getByRole('radio', { name: 'Matrix' }).check({ force: true });
    const shown = await page.locator('.matrix .cell').allInnerTexts();
    const expected = answer?.matrices.flatMap(({ tactics }) => tactics.flatMap(({ cells }) => cells)) ?? [];
    assert.equal(shown.length, expected.length);
    assert.deepEqual(new Set(expected.map(({ state }) => state)), new Set(['open', 'closed', 'not-evaluated']));
    for (const [index, { technique, state, findings }] of expected.entries()) {
      const text = plain(shown[index] ?? '');
      assert.ok(text.includes(` ${technique} ${state.replace('-', ' ')}`), `${text}: ${technique} ${state}`);
      if (findings > 0) assert.ok(text.includes(`${findings} finding`), text);
    }
    await page.getByRole('button', { name: /T1190/ }).first().click();
    assert.equal(await status(page), '1 of 4 paths');
    assert.match(page.url(), /technique=T1190&view=matrix/);
    await page.getByRole('button', { name: /T1190/ }).first().click();
    assert.equal(await status(page), '4 paths');
    assert.deepEqual(trouble, []);
    await page.context().close();
  });

  it('shows the fix with its proof, and copies its diff', async () => {
    const { page } = await openFile(browser, example, { viewport: WIDE, permissions: ['clipboard-read', 'clipboard-write'] });
    await page.getByRole('radio', { name: 'Fix' }).check({ force: true });
    await page.getByRole('heading', { name: '1 edit ends every path, the cheapest set there is' }).waitFor();
    await page.getByText('proven: after the edits everything was read and derived anew').waitFor();
    await page.getByRole('button', { name: 'Copy diff' }).click();
    await page.getByText('Copied').waitFor();
    assert.match(
      String(await page.evaluate('navigator.clipboard.readText()')),
      /^--- a\/examples\/attack\/ops\.yaml\n[^]*\n\+subjects: \[\]\n$/,
    );
    await page.context().close();
  });

  it('is driven by keys, and what is equal is drawn once', async () => {
    const { page, trouble } = await openFile(browser, pageOf(yamlFile('twins.yaml', TWINS), 'twins'), { viewport: WIDE });
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('/');
    await page.keyboard.type('admin-a');
    assert.match(await status(page), /^\d of \d paths$/);
    await page.getByRole('searchbox', { name: 'Search' }).fill('');
    await page.keyboard.press('Escape');
    await page.keyboard.press('j');
    const first = await panelOf(page).getByRole('heading', { level: 2 }).innerText();
    await page.keyboard.press('j');
    assert.notEqual(await panelOf(page).getByRole('heading', { level: 2 }).innerText(), first);
    await page.keyboard.press('k');
    assert.equal(await panelOf(page).getByRole('heading', { level: 2 }).innerText(), first);
    await page.keyboard.press('Escape');
    await rowsOf(page).first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await panelOf(page).waitFor();
    await page.keyboard.press('Escape');
    await panelOf(page).waitFor({ state: 'hidden' });
    await page.keyboard.press('e');
    await page.waitForURL(/fold=g/);
    await page.getByRole('application').focus();
    await page.keyboard.press('ArrowRight');
    let opened = false;
    for (let press = 0; press < 4 && !opened; press++) {
      const address = page.url();
      await page.keyboard.press('Enter');
      opened = page.url().replace(/&?show=.*/, '') !== address.replace(/&?show=.*/, '');
      await page.keyboard.press('ArrowRight');
    }
    assert.ok(opened, page.url());
    await page.keyboard.press('m');
    await page.getByRole('heading', { name: 'MITRE ATT&CK for Containers' }).waitFor();
    assert.deepEqual(trouble, []);
    await page.context().close();
  });

  it('prints the paths as text', async () => {
    const { page, trouble } = await openFile(browser, example, { viewport: WIDE });
    await page.emulateMedia({ media: 'print' });
    await page.evaluate("window.dispatchEvent(new Event('beforeprint'))");
    const text = plain(await page.locator('#paper').innerText());
    assert.match(text, /^Seawall attack paths 4 paths\. 1 edit ends every path/);
    assert.match(
      text,
      /takes the token of ServiceAccount shop\/web .* nothing keeps the token out of the pod examples\/attack\/shop\.yaml:28/,
    );
    assert.match(text, /Not evaluated, or taken for granted/);
    assert.equal(await page.locator('#page').isVisible(), false);
    assert.ok((await page.pdf()).length > 5000);
    assert.deepEqual(trouble, []);
    await page.context().close();
  });

  it('says when nothing is reached', async () => {
    const file = pageOf(yamlFile('empty.yaml', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\n'), 'empty');
    const { page, trouble } = await openFile(browser, file, { viewport: WIDE });
    await page.getByText('Nothing that must not fall is reached.').waitFor();
    await page.getByText('1 start from which nothing is reached').click();
    await assertAccessible(page);
    assert.deepEqual(trouble, []);
    await page.context().close();
  });

  it('shows hostile names as text', async () => {
    const name = '</script><img src=x onerror=alert(1)><!--';
    const odd = `${name}\u202e\u001b[31m`;
    const file = pageOf(
      yamlFile('hostile.yaml', TWINS.replaceAll('"name":"a"', `"name":${JSON.stringify(odd)}`).replaceAll('"admin-b"', '"__proto__"')),
      'hostile',
    );
    const html = readFileSync(file, 'utf8');
    assert.ok(!['\u2028', '\u202e', '\u001b'].some((character) => html.includes(character)));
    const { page, trouble } = await openFile(browser, file, { viewport: WIDE });
    await rowsOf(page).filter({ hasText: '<img' }).first().click();
    assert.ok((await panelOf(page).innerText()).includes(`${name}\\u202e\\u001b[31m`));
    await page.getByRole('radio', { name: 'Matrix' }).check({ force: true });
    assert.equal(await page.locator('img').count(), 0);
    const dot = runSeawall(['paths', join(FOLDER, 'hostile.yaml'), '--format', 'dot'], { cwd: ROOT }).stdout;
    assert.ok(dot.includes('\\\\u202e\\\\u001b[31m'));
    assert.deepEqual(trouble, []);
    await page.context().close();
  });

  it('stays usable with 2,000 things on the picture', async () => {
    const chains = Array.from({ length: 200 }, (_, at) => ['--from', `team-${5 * at}/app-${5 * at}`]).flat();
    const file = pageOf(yamlFile('many.yaml', manyPaths(1000)), 'many', '--to', 'namespace-secrets', ...chains);
    const data = JSON.parse(/<script type="application\/json" id="paths">(.*?)<\/script>/s.exec(readFileSync(file, 'utf8'))?.[1] ?? '') as {
      worlds: { nodes: unknown[] }[];
    };
    assert.ok((data.worlds[0]?.nodes.length ?? 0) >= 2000, `${data.worlds[0]?.nodes.length} nodes`);
    const { page, trouble } = await openFile(browser, file, { viewport: WIDE });
    assert.equal(await status(page), '200 paths');
    await page.getByRole('button', { name: 'Draw each' }).click();
    await page.getByRole('button', { name: 'Draw equal ones as one' }).waitFor();
    const canvas = await page.locator('canvas').boundingBox();
    assert.ok(canvas);
    await page.mouse.move(canvas.x + 300, canvas.y + 300);
    await page.mouse.down();
    await page.mouse.move(canvas.x + 360, canvas.y + 340, { steps: 4 });
    await page.mouse.up();
    await page.mouse.wheel(0, 240);
    await page.getByRole('searchbox', { name: 'Search' }).fill('team-502/app-502');
    assert.equal(await status(page), '1 of 200 paths');
    await rowsOf(page).first().click();
    await page.getByRole('checkbox', { name: 'Draw only this path' }).check();
    await panelOf(page).getByText('all Secrets of a namespace').first().waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('searchbox', { name: 'Search' }).fill('');
    await page.getByRole('region', { name: 'Paths' }).evaluate((list) => list.scrollTo(0, list.scrollHeight));
    await page.locator('[aria-posinset="200"]').waitFor();
    const elements = Number(await page.evaluate("document.querySelectorAll('*').length"));
    assert.ok(elements < 1500, `${elements} elements`);
    assert.deepEqual(trouble, []);
    await page.context().close();
  });
});
