import type { Finding } from '../core/index.ts';
import type { Inventory } from '../inventory/index.ts';
import { renderGithub } from './github.ts';
import { renderGitlab } from './gitlab.ts';
import type { PageFix } from './html/page-data.ts';
import { renderJson } from './json.ts';
import { renderJunit } from './junit.ts';
import { renderMarkdown } from './markdown.ts';
import type { ScanReport } from './report.ts';
import { renderSarif } from './sarif.ts';
import { renderTable } from './table.ts';

/** How tables look, and what a page shows beside the report; other formats take no notice. */
export interface RenderOptions {
  readonly columns: number;
  readonly colour: boolean;
  /** Lists every place of every weakness. */
  readonly all: boolean;
  /** Where a page takes its excerpts from; without it there are none. */
  readonly inventory?: Inventory;
  /** The change that a page proposes for a finding. */
  readonly fixOf?: (finding: Finding) => PageFix | undefined;
}

export type ReportFormat = 'table' | 'json' | 'sarif' | 'junit' | 'markdown' | 'github' | 'gitlab' | 'html';

type Renderer = (report: ScanReport, options: RenderOptions) => string;

/** What writes a report in each format but the page. */
export const RENDERERS: Readonly<Record<Exclude<ReportFormat, 'html'>, Renderer>> = {
  table: renderTable,
  json: renderJson,
  sarif: renderSarif,
  junit: renderJunit,
  markdown: renderMarkdown,
  github: renderGithub,
  gitlab: renderGitlab,
};

/** The page is large, so that its program is loaded only by those who want one. */
export async function loadRenderer(format: ReportFormat): Promise<Renderer> {
  if (format !== 'html') return RENDERERS[format];
  const { renderHtml } = await import('./html/html.ts');
  return renderHtml;
}
