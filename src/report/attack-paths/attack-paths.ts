import { embedJson } from '../html/embed-json.ts';
import type { PathsData } from './paths-data.ts';
import { PAGE_AFTER, PAGE_BEFORE } from './template.ts';

/** One file that needs nothing else: the program of web/paths, and the paths as data. */
export function renderAttackPaths(data: PathsData): string {
  return `${PAGE_BEFORE}${embedJson(data)}${PAGE_AFTER}`;
}
