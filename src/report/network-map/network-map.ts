import { embedJson } from '../html/embed-json.ts';
import type { MapData } from './map-data.ts';
import { PAGE_AFTER, PAGE_BEFORE } from './template.ts';

/** One file that needs nothing else: the program of web/map, and the map as data. */
export function renderNetworkMap(data: MapData): string {
  return `${PAGE_BEFORE}${embedJson(data)}${PAGE_AFTER}`;
}
