import type { Result } from './measure.ts';

/** Results as a table of Markdown under a heading. */
export function formatResults(title: string, results: readonly Result[]): string {
  const rows = results.map(({ name, milliseconds, fastest, slowest, megabytes, statuses }) => {
    const memory = megabytes === undefined ? 'not known' : `${Math.round(megabytes)} MB`;
    return `| ${name} | ${seconds(milliseconds)} | ${seconds(fastest)} to ${seconds(slowest)} | ${memory} | ${[...statuses].map(String).join(', ')} |\n`;
  });
  return `\n### ${title}\n\n| | median | range | peak memory | exit |\n|---|---|---|---|---|\n${rows.join('')}`;
}

function seconds(milliseconds: number): string {
  return milliseconds < 100 ? `${milliseconds.toFixed(1)} ms` : `${(milliseconds / 1000).toFixed(2)} s`;
}
