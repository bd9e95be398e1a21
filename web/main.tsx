import { render } from 'preact';
import type { PageData } from '../src/report/html/page-data.ts';
import { App } from './app.tsx';
import { readReport } from './report.ts';
import { applyStoredTheme } from './theme.ts';

applyStoredTheme();
const root = document.getElementById('page');
const data = document.getElementById('report')?.textContent;
if (root && data) {
  root.replaceChildren();
  render(<App report={readReport(JSON.parse(data) as PageData)} />, root);
}
