import { render } from 'preact';
import type { MapData } from '../../src/report/network-map/map-data.ts';
import { applyStoredTheme } from '../theme.ts';
import { MapApp } from './app.tsx';

applyStoredTheme();
const root = document.getElementById('page');
const data = document.getElementById('map')?.textContent;
if (root && data) {
  root.replaceChildren();
  render(<MapApp data={JSON.parse(data) as MapData} />, root);
}
