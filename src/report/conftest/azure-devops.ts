import { type CheckMessage, type CheckResult, formatTotals, totalsOf } from '../../engines/conftest/index.ts';
import { plainText } from './plain-text.ts';

/** Logging commands of Azure Pipelines: https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands */
export function renderAzureDevOps(results: readonly CheckResult[]): string {
  const lines: string[] = [];
  for (const result of results) {
    const file = data(result.fileName);
    const issues = (level: string, messages: readonly CheckMessage[]): void => {
      for (const { message } of messages) lines.push(`##vso[task.logissue type=${level}] file=${file} --> ${data(message)}`);
    };
    lines.push(`##[section]Testing '${file}' against ${totalsOf([result]).tests} policies in namespace '${data(result.namespace)}'`);
    lines.push('##[group]See conftest results');
    issues('error', result.failures);
    issues('warning', result.warnings);
    issues('warning', result.exceptions);
    for (const { message } of result.skipped) lines.push(`skipped file=${file} ${data(message)}`);
    if (result.successes > 0) lines.push(`success file=${file} ${result.successes}`);
    lines.push('##[endgroup]');
  }
  return `${[...lines, formatTotals(totalsOf(results))].join('\n')}\n`;
}

/** A line break would end the command, and what follows could be a command of its own. */
function data(text: string): string {
  return plainText(text).replaceAll('\n', '%0A');
}
