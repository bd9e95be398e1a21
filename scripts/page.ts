import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

const ROOT = join(import.meta.dirname, '..');

/** A page that is written as one file: its program and style in web/, and the element that holds its data. */
interface PageSource {
  readonly script: string;
  readonly style: string;
  readonly title: string;
  readonly data: string;
  /** What stands in the page where scripts do not run. */
  readonly without: string;
}

export const REPORT_PAGE: PageSource = {
  script: 'web/main.tsx',
  style: 'web/page.css',
  title: 'Seawall report',
  data: 'report',
  without: 'This report shows itself with a script of its own. Nothing is loaded from elsewhere.',
};

export const MAP_PAGE: PageSource = {
  script: 'web/map/main.tsx',
  style: 'web/map.css',
  title: 'Seawall network map',
  data: 'map',
  without: 'This map shows itself with a script of its own. Nothing is loaded from elsewhere.',
};

export const PATHS_PAGE: PageSource = {
  script: 'web/paths/main.tsx',
  style: 'web/paths.css',
  title: 'Seawall attack paths',
  data: 'paths',
  without: 'This page shows itself with a script of its own. Nothing is loaded from elsewhere.',
};

/** The module that holds a page without its data: what stands before it and after it. */
export function pageModule(source: PageSource): string {
  const script = bundle(source.script);
  const style = bundle(source.style);
  const { version } = JSON.parse(readFileSync(join(ROOT, 'node_modules/preact/package.json'), 'utf8')) as { version: string };
  const policy = [
    "default-src 'none'",
    `script-src ${sourceOf(script)}`,
    `style-src ${sourceOf(style)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const before = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${source.title}</title>
<link rel="icon" href="${ICON}">
<style>${style}</style>
</head>
<body>
<div id="page"><noscript>${source.without}</noscript></div>
<div id="paper"></div>
<script type="application/json" id="${source.data}">`;
  const after = `</script>
<!-- This page holds Preact ${version}, copyright (c) 2015-present Jason Miller, under the MIT License: https://github.com/preactjs/preact/blob/main/LICENSE -->
<script>${script}</script>
</body>
</html>
`;
  return `// Made from web/ by \`npm run generate\`.\nexport const PAGE_BEFORE: string = ${JSON.stringify(before)};\nexport const PAGE_AFTER: string = ${JSON.stringify(after)};\n`;
}

const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E%3Cpath fill='%230b6e8a' d='M1 2h14v6c0 4-3 6-7 7-4-1-7-3-7-7z'/%3E%3C/svg%3E";

function bundle(entry: string): string {
  const { outputFiles } = buildSync({
    absWorkingDir: ROOT,
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    charset: 'ascii',
    target: ['chrome111', 'firefox119', 'safari16.4'],
    jsx: 'automatic',
    jsxImportSource: 'preact',
    define: { 'process.env.NODE_ENV': '"production"' },
    legalComments: 'none',
    tsconfigRaw: {},
    logLevel: 'warning',
  });
  // Of the literals only; the report has no control character, so that it can be looked at anywhere.
  const text = (outputFiles[0]?.text.trim() ?? '').replaceAll('\t', '\\t');
  if (/<\/(?:script|style)|<!--/i.test(text)) throw new Error(`${entry} would end the element that holds it`);
  return text;
}

function sourceOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
