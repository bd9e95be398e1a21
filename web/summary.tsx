import type { PageProblem } from '../src/report/html/page-data.ts';
import { amount } from './amount.ts';
import { type Report, SEVERITIES, type Severity } from './report.ts';
import { severityCounts } from './rows.ts';

/** How it came off, in one line of numbers; a number chooses what it counts. */
export function Summary({
  report,
  chosen,
  onSeverity,
  onAccepted,
}: {
  readonly report: Report;
  readonly chosen: readonly string[];
  readonly onSeverity: (severity: Severity) => void;
  readonly onAccepted: () => void;
}) {
  const counts = severityCounts(report.findings);
  const { files, objects, foreign } = report.counts;
  return (
    <section class="summary" aria-label="Summary">
      <div class="tiles">
        {SEVERITIES.map((severity, rank) => (
          <button
            key={severity}
            type="button"
            class={`tile ${severity}`}
            aria-pressed={chosen.includes(severity)}
            disabled={!counts[rank]}
            onClick={() => onSeverity(severity)}
          >
            <span class="number">{(counts[rank] ?? 0).toLocaleString('en-US')}</span> <span class="name">{severity}</span>
          </button>
        ))}
      </div>
      <p class="asked">
        {amount(report.asked, 'check')} asked about {amount(objects, 'object')} in {amount(files, 'file')}.
        {report.accepted.length > 0 ? (
          <>
            {' '}
            <button type="button" class="link" onClick={onAccepted}>
              {amount(report.accepted.length, 'finding')} accepted
            </button>
            .
          </>
        ) : null}
        {foreign > 0 ? ` ${amount(foreign, 'document')} that are not about Kubernetes left aside.` : ''}
        {report.unlisted > 0 ? ` ${amount(report.unlisted, 'check')} found only what is less severe than asked for.` : ''}
      </p>
      <Problems problems={report.open} isOpen />
      <Problems problems={report.notices} />
      <Worlds names={report.worlds} />
    </section>
  );
}

const WORLDS_SHOWN = 100;

function Worlds({ names }: { readonly names: readonly string[] }) {
  if (names.length < 2) return null;
  return (
    <details class="problems">
      <summary>{amount(names.length, 'alternative')} that cannot stand in one cluster were judged apart</summary>
      <ul>
        {names.slice(0, WORLDS_SHOWN).map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
      {names.length > WORLDS_SHOWN ? <p>{amount(names.length - WORLDS_SHOWN, 'more name')} not shown here.</p> : null}
    </details>
  );
}

const PROBLEMS_SHOWN = 100;
const PLACES_SHOWN = 20;

function Problems({ problems, isOpen = false }: { readonly problems: readonly PageProblem[]; readonly isOpen?: boolean }) {
  if (problems.length === 0) return null;
  const count = problems.reduce((sum, problem) => sum + problem.count, 0);
  return (
    <details class={isOpen ? 'problems open-questions' : 'problems'}>
      <summary>
        {isOpen ? (
          <>
            <strong>Not evaluated: {amount(count, 'place')}.</strong> Without a verdict, no finding does not mean no weakness.
          </>
        ) : (
          amount(count, 'remark')
        )}
      </summary>
      <ul>
        {problems.slice(0, PROBLEMS_SHOWN).map((problem) => (
          <ProblemItem key={problem.message} problem={problem} />
        ))}
      </ul>
      {problems.length > PROBLEMS_SHOWN ? <p>{amount(problems.length - PROBLEMS_SHOWN, 'more kind')} not shown here.</p> : null}
    </details>
  );
}

export function ProblemItem({ problem: { message, hint, count, places } }: { readonly problem: PageProblem }) {
  const shown = places.slice(0, PLACES_SHOWN);
  const rest = count - shown.length;
  return (
    <li>
      {message}
      {count > 1 ? ` (${count.toLocaleString('en-US')})` : ''}
      {hint === undefined ? null : <span class="hint">Hint: {hint}</span>}
      {shown.length === 0 ? null : (
        <span class="places">
          {shown.map((place) => (
            <code key={place}>{place}</code>
          ))}
          {rest > 0 ? `and ${rest.toLocaleString('en-US')} more` : ''}
        </span>
      )}
    </li>
  );
}
