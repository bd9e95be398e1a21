import type { RenderOptions } from '../formats.ts';
import type { ScanReport } from '../report.ts';
import { pageDataOf } from './collect.ts';
import { embedJson } from './embed-json.ts';
import { PAGE_AFTER, PAGE_BEFORE } from './template.ts';

/** One file that needs nothing else: the program of web/, and the report as data. */
export function renderHtml(report: ScanReport, options: RenderOptions): string {
  return `${PAGE_BEFORE}${embedJson(pageDataOf(report, options))}${PAGE_AFTER}`;
}
