import type { MapData } from './map-data.ts';

/** The page is large, so that its program is loaded only by those who want one. */
export async function loadMapRenderer(): Promise<(data: MapData) => string> {
  const { renderNetworkMap } = await import('./network-map.ts');
  return renderNetworkMap;
}
