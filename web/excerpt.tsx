import { excerptWindow } from '../src/report/html/excerpt-window.ts';
import { safeText } from '../src/report/safe-text.ts';
import type { Finding, Report } from './report.ts';

/** The lines around a finding, its field marked; where the field is absent, the place at which it belongs. */
export function Excerpt({ finding, report }: { readonly finding: Finding; readonly report: Report }) {
  const { start, end, file, rest } = finding;
  const lines = excerptWindow(start.line, end.line, rest.isAbsent === true, (line) => report.lineAt(file, line));
  if (lines.length === 0) return <p class="quiet">The report was made without the text of this file.</p>;
  const margin = commonMargin(lines.map(({ text }) => text));
  const isMasked = lines.some(({ text }) => text.includes('•'));
  return (
    <figure class="excerpt">
      <pre tabIndex={0} aria-label="source">
        {lines.map(({ number, text }) => (
          <div key={number} class={number >= start.line && number <= end.line ? 'line hit' : 'line'}>
            <span class="number" data-number={number} />
            <code>{markLine(text, number, margin, finding)}</code>
          </div>
        ))}
      </pre>
      {rest.isAbsent ? <figcaption>The field is absent; marked is the nearest place that exists.</figcaption> : null}
      {isMasked ? <figcaption>Secret values are hidden.</figcaption> : null}
    </figure>
  );
}

function commonMargin(texts: readonly string[]): number {
  const margins = texts.filter((text) => text.trim() !== '').map((text) => text.length - text.trimStart().length);
  return margins.length > 0 ? Math.min(...margins) : 0;
}

function markLine(text: string, number: number, margin: number, { start, end, rest }: Finding) {
  if (number < start.line || number > end.line) return safeText(text.slice(margin)) || ' ';
  const from = number === start.line ? Math.max(margin, start.column - 1) : Math.max(margin, text.length - text.trimStart().length);
  const to = number === end.line ? Math.min(text.length, end.column - 1) : text.length;
  if (to <= from) return safeText(text.slice(margin)) || ' ';
  return (
    <>
      {safeText(text.slice(margin, from))}
      <mark class={rest.isAbsent ? 'absent' : ''}>{safeText(text.slice(from, to))}</mark>
      {safeText(text.slice(to))}
    </>
  );
}
