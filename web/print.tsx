import { amount } from './amount.ts';
import { type Finding, placeLabel, type Report, severityOf } from './report.ts';
import { countsInWords, groupFindings, severityCounts } from './rows.ts';
import { StandardNumbers } from './standards.tsx';
import { ProblemItem } from './summary.tsx';
import type { Grouping } from './view.ts';

/** Nobody prints more, and browsers would take minutes to lay it out. */
const MAX_FINDINGS = 3000;

/** What goes to paper: everything that is chosen, unfolded, without controls. */
export function PrintedReport({
  report,
  findings,
  grouping,
  isNarrowed,
}: {
  readonly report: Report;
  readonly findings: readonly Finding[];
  readonly grouping: Grouping;
  readonly isNarrowed: boolean;
}) {
  const shown = findings.slice(0, MAX_FINDINGS);
  return (
    <>
      <h1>Seawall report</h1>
      <p>
        {amount(findings.length, 'finding')}
        {findings.length > 0 ? `: ${countsInWords(severityCounts(findings))}` : ''}. {amount(report.asked, 'check')} asked about{' '}
        {amount(report.counts.objects, 'object')} in {amount(report.counts.files, 'file')}.
        {isNarrowed ? ` Filters leave out ${amount(report.findings.length - findings.length, 'finding')}.` : ''}
        {findings.length > shown.length ? ` The first ${shown.length.toLocaleString('en-US')} are printed.` : ''}
      </p>
      {report.open.length > 0 ? (
        <>
          <h2>Not evaluated</h2>
          <ul>
            {report.open.map((problem) => (
              <ProblemItem key={problem.message} problem={problem} />
            ))}
          </ul>
        </>
      ) : null}
      {report.standards.length > 0 ? (
        <>
          <h2>Standards</h2>
          <ul>
            {report.standards.map((standard) => (
              <li key={standard.id}>
                {standard.title}: <StandardNumbers standard={standard} />
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {groupFindings(shown, grouping).map((group) => (
        <section key={group.key}>
          <h2>
            {group.title} ({group.findings.length.toLocaleString('en-US')})
          </h2>
          {grouping === 'weakness' ? (
            <>
              <p>{group.findings[0]?.check.why}</p>
              <p>
                <strong>What to do: </strong>
                {group.findings[0]?.check.remedy}
              </p>
            </>
          ) : null}
          <ul>
            {group.findings.map((finding) => (
              <li key={finding.fingerprint}>
                <strong>{severityOf(finding)}</strong> {grouping === 'weakness' ? '' : `${finding.check.title}. `}
                {grouping === 'workload' ? '' : `${finding.subject.label}: `}
                {finding.message} <code>{placeLabel(finding)}</code>
                {finding.rest.accepted ? ` Accepted: ${finding.rest.accepted.reason}` : ''}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
