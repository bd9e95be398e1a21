import { renderGithub } from './github.ts';
import { renderGitlab } from './gitlab.ts';
import { renderJson } from './json.ts';
import { renderJunit } from './junit.ts';
import { renderMarkdown } from './markdown.ts';
import type { ScanReport } from './report.ts';
import { renderSarif } from './sarif.ts';
import { renderTable } from './table.ts';

/** How tables look; other formats take no notice. */
export interface RenderOptions {
  readonly columns: number;
  readonly colour: boolean;
  /** Lists every place of every weakness. */
  readonly all: boolean;
}

export type ReportFormat = 'table' | 'json' | 'sarif' | 'junit' | 'markdown' | 'github' | 'gitlab';

/** What writes a report in each format. */
export const RENDERERS: Readonly<Record<ReportFormat, (report: ScanReport, options: RenderOptions) => string>> = {
  table: renderTable,
  json: renderJson,
  sarif: renderSarif,
  junit: renderJunit,
  markdown: renderMarkdown,
  github: renderGithub,
  gitlab: renderGitlab,
};
