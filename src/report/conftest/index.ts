import { assertNever } from '../../core/index.ts';
import type { CheckResult } from '../../engines/conftest/index.ts';
import { renderAzureDevOps } from './azure-devops.ts';
import { renderGithub } from './github.ts';
import { renderJson } from './json.ts';
import { renderJunit } from './junit.ts';
import { renderSarif } from './sarif.ts';
import { renderStdout } from './stdout.ts';
import { renderTable } from './table.ts';
import { renderTap } from './tap.ts';

export { renderTraces } from './stdout.ts';
export { REPORT_SCOPES, renderTestReport } from './test-report.ts';

/** How results of `policy test` and `policy verify` can be written; names and bytes are those of Conftest 0.71.1. */
export const CHECK_OUTPUTS = ['stdout', 'json', 'tap', 'table', 'junit', 'github', 'azuredevops', 'sarif'] as const;

export type CheckOutput = (typeof CHECK_OUTPUTS)[number];

export interface CheckOutputOptions {
  readonly colour: boolean;
  readonly suppressExceptions: boolean;
  readonly showSkipped: boolean;
  readonly junitHideMessage: boolean;
  readonly githubHidePassed: boolean;
  readonly version: string;
  readonly cwd: string;
}

export function renderChecks(results: readonly CheckResult[], output: CheckOutput, options: CheckOutputOptions): string {
  switch (output) {
    case 'stdout':
      return renderStdout(results, options);
    case 'json':
      return renderJson(results);
    case 'tap':
      return renderTap(results);
    case 'table':
      return renderTable(results);
    case 'junit':
      return renderJunit(results, { hideMessage: options.junitHideMessage, version: options.version });
    case 'github':
      return renderGithub(results, { hidePassed: options.githubHidePassed, cwd: options.cwd });
    case 'azuredevops':
      return renderAzureDevOps(results);
    case 'sarif':
      return renderSarif(results, options.version);
    default:
      return assertNever(output);
  }
}
