/** The Rego engine in a browser, under a content policy that allows no text to be evaluated as a program. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { skipWithout } from '../conformance/data.ts';
import { readCaseFiles } from '../conformance/rego-cases.ts';
import { openFile, startBrowser, WITHOUT_BROWSER } from './browser.ts';
import { folderWith } from './run-seawall.ts';

const POLICY = `package kubernetes.admission

deny contains msg if {
	some container in input.review.object.spec.containers
	not startswith(container.image, "registry.example.com/")
	regex.match(\`^[a-z./-]+:\\w+$\`, container.image)
	msg := sprintf("%v comes from elsewhere, %d in all", [container.image, 12345678901234567890])
}
`;
const INPUT = JSON.stringify({
  review: { object: { spec: { containers: [{ image: 'nginx:latest' }, { image: 'registry.example.com/web:1' }] } } },
});

describe('the Rego engine in a browser', { skip: WITHOUT_BROWSER }, () => {
  let browser: Browser;
  let page: Page;
  let trouble: readonly string[];

  before(async () => {
    browser = await startBrowser();
    const { outputFiles } = await build({
      entryPoints: [join(import.meta.dirname, 'rego-browser.ts')],
      bundle: true,
      format: 'iife',
      platform: 'browser',
      target: 'es2024',
      write: false,
    });
    const script = outputFiles[0]?.text ?? '';
    const hash = createHash('sha256').update(script).digest('base64');
    const policy = `default-src 'none'; script-src 'sha256-${hash}'`;
    const head = `<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><title>engine</title>`;
    const file = join(folderWith({}), 'engine.html');
    writeFileSync(file, `<!doctype html><html lang="en"><head>${head}</head><body><script>${script}</script></body></html>`);
    ({ page, trouble } = await openFile(browser, file));
  });
  after(() => browser?.close());

  it('decides', async () => {
    const text = await page.evaluate(
      ([policy, input]) =>
        (globalThis as unknown as { evaluate(text: string, path: readonly string[], input: string): string }).evaluate(
          policy ?? '',
          ['kubernetes', 'admission', 'deny'],
          input ?? '',
        ),
      [POLICY, INPUT],
    );
    assert.equal(text, '["nginx:latest comes from elsewhere, 12345678901234567890 in all"]');
    assert.deepEqual(trouble, []);
  });

  it('passes every published case', { skip: skipWithout('rego-v1') }, async () => {
    const verdicts = await page.evaluate(
      (files) => {
        const { judgeFile } = globalThis as unknown as {
          judgeFile(folder: string, text: string): { readonly cases: number; readonly failures: readonly string[] };
        };
        return files.map(({ folder, text }) => judgeFile(folder, text));
      },
      [...readCaseFiles()],
    );
    assert.deepEqual(
      verdicts.flatMap(({ failures }) => failures),
      [],
    );
    assert.ok(verdicts.reduce((sum, { cases }) => sum + cases, 0) > 1000);
    assert.deepEqual(trouble, []);
  });
});
