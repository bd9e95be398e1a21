import type { PageFix } from '../src/report/html/page-data.ts';
import { safeText } from '../src/report/safe-text.ts';
import { CopyButton } from './copy.tsx';

/** A change that would remove the weakness, as it can be given to `git apply`. */
export function Fix({ fix }: { readonly fix: PageFix }) {
  return (
    <section>
      <div class="bar">
        <h3>Change</h3>
        <CopyButton label="Copy diff" text={() => fix.diff} />
      </div>
      {fix.breaks === '' ? null : (
        <p class={fix.risky ? 'caution' : ''}>
          <strong>{fix.risky ? 'Test it first: ' : 'Can affect: '}</strong>
          {safeText(fix.breaks)}
        </p>
      )}
      <DiffLines diff={fix.diff} />
    </section>
  );
}

export function DiffLines({ diff }: { readonly diff: string }) {
  return (
    <pre class="diff" tabIndex={0} aria-label="change">
      {diff
        .trimEnd()
        .split('\n')
        .map((line, index) => (
          <div key={index} class={classOf(line)}>
            {safeText(line) || ' '}
          </div>
        ))}
    </pre>
  );
}

function classOf(line: string): string {
  if (line.startsWith('+++') || line.startsWith('---') || line.startsWith('@@')) return 'meta';
  if (line.startsWith('+')) return 'added';
  return line.startsWith('-') ? 'removed' : '';
}
