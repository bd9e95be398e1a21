import type { RenderOptions } from '../formats.ts';
import type { ScanReport } from '../report.ts';
import { safeJson } from '../safe-text.ts';
import { pageDataOf } from './collect.ts';
import { PAGE_AFTER, PAGE_BEFORE } from './template.ts';

/** One file that needs nothing else: the program of web/, and the report as data that no browser can take for markup. */
export function renderHtml(report: ScanReport, options: RenderOptions): string {
  // `<` could end the element that holds the data: https://html.spec.whatwg.org/multipage/scripting.html#restrictions-for-contents-of-script-elements
  const data = safeJson(pageDataOf(report, options), 0).trimEnd().replaceAll('<', '\\u003c');
  return `${PAGE_BEFORE}${data}${PAGE_AFTER}`;
}
