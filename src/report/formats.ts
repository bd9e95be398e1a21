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
};
