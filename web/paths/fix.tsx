import type { PathsFix } from '../../src/report/attack-paths/paths-data.ts';
import { safeLines, safeText } from '../../src/report/safe-text.ts';
import { CopyButton } from '../copy.tsx';
import { DiffLines } from '../diff.tsx';

/** The smallest set of edits, with its proof and what it costs. */
export function FixSet({ fix }: { readonly fix: PathsFix }) {
  return (
    <div class="detail fix-set">
      <h2>{safeText(fix.headline)}</h2>
      {fix.verdict === '' ? null : (
        <p class={fix.lists.some(([heading]) => heading === 'left open') ? 'caution' : 'note'}>{safeText(fix.verdict)}</p>
      )}
      <ol class="steps">
        {fix.edits.map(({ title, effect, without }, index) => (
          <li key={title} class="step">
            <p class="step-head">
              <span class="step-number">{index + 1}</span>
              <b>{safeText(title)}</b>
            </p>
            <p>{safeText(effect)}</p>
            <p class="quiet">{safeText(without)}</p>
          </li>
        ))}
      </ol>
      {fix.lists.map(([heading, texts]) => (
        <section key={heading}>
          <h3>{heading}</h3>
          <ul>
            {texts.slice(0, 200).map((text, at) => (
              <li key={at}>{safeText(text)}</li>
            ))}
            {texts.length > 200 ? <li class="quiet">and {texts.length - 200} more</li> : null}
          </ul>
        </section>
      ))}
      {fix.commands.length > 0 ? (
        <section>
          <div class="bar">
            <h3>Commands</h3>
            <CopyButton label="Copy commands" text={() => fix.commands.join('\n')} />
          </div>
          <pre class="diff" tabIndex={0} aria-label="commands">
            {fix.commands.map((command, at) => (
              <div key={at}>{safeLines(command)}</div>
            ))}
          </pre>
        </section>
      ) : null}
      {fix.diff === '' ? null : (
        <section>
          <div class="bar">
            <h3>Change</h3>
            <CopyButton label="Copy diff" text={() => fix.diff} />
          </div>
          <DiffLines diff={fix.diff} />
        </section>
      )}
    </div>
  );
}
