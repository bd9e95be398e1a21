import { render } from 'preact';
import type { PathsData } from '../../src/report/attack-paths/paths-data.ts';
import { applyStoredTheme } from '../theme.ts';
import { PathsApp } from './app.tsx';

applyStoredTheme();
const root = document.getElementById('page');
const data = document.getElementById('paths')?.textContent;
if (root && data) {
  root.replaceChildren();
  render(<PathsApp data={JSON.parse(data) as PathsData} />, root);
}
