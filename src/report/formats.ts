import type { Finding } from '../core/index.ts';
import type { Inventory } from '../inventory/index.ts';
import { renderGithub } from './github.ts';
import { renderGitlab } from './gitlab.ts';
import { renderHtml } from './html/html.ts';
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

export interface FormatDescription {
  readonly name: ReportFormat;
  readonly description: string;
  readonly mediaType: string;
}

/** Every output format, in the order in which help lists them. */
export const FORMATS: readonly FormatDescription[] = [
  { name: 'table', description: 'for people: grouped by weakness, worst first, with a summary by standard', mediaType: 'text/plain' },
  {
    name: 'json',
    description: 'everything that is known, for programs; schemas/report.schema.json describes it',
    mediaType: 'application/json',
  },
  { name: 'sarif', description: 'SARIF 2.1.0 for code scanning, with exact regions', mediaType: 'application/sarif+json' },
  { name: 'junit', description: 'JUnit XML for build servers', mediaType: 'application/xml' },
  { name: 'markdown', description: 'for comments on pull requests', mediaType: 'text/markdown' },
  { name: 'github', description: 'annotations in the log of GitHub Actions', mediaType: 'text/plain' },
  { name: 'gitlab', description: 'GitLab code quality report', mediaType: 'application/json' },
  { name: 'html', description: 'one page to read and filter in a browser, without a server or a network', mediaType: 'text/html' },
];

/** What writes a report in each format. */
export const RENDERERS: Readonly<Record<ReportFormat, (report: ScanReport, options: RenderOptions) => string>> = {
  table: renderTable,
  json: renderJson,
  sarif: renderSarif,
  junit: renderJunit,
  markdown: renderMarkdown,
  github: renderGithub,
  gitlab: renderGitlab,
  html: renderHtml,
};
