import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { safeText } from '../src/report/safe-text.ts';
import { amount } from './amount.ts';
import { CopyButton } from './copy.tsx';
import { Fix } from './diff.tsx';
import { Excerpt } from './excerpt.tsx';
import { type Finding, placeLabel, type Report, severityOf } from './report.ts';
import { SeverityBadge } from './row.tsx';

const OTHERS_SHOWN = 8;

/** All that is known about one finding. */
export function Detail({
  finding,
  report,
  isOverlay,
  onOpen,
  onClose,
  onRequirement,
  onCheck,
}: {
  readonly finding: Finding;
  readonly report: Report;
  readonly isOverlay: boolean;
  readonly onOpen: (finding: Finding) => void;
  readonly onClose: () => void;
  readonly onRequirement: (standard: string, requirement: string) => void;
  readonly onCheck: (check: string) => void;
}) {
  const { check, subject, message, field, rest } = finding;
  const pane = useRef<HTMLElement>(null);
  useEffect(() => {
    if (isOverlay) pane.current?.focus();
    pane.current?.scrollTo(0, 0);
  }, [finding, isOverlay]);
  const role = isOverlay ? ({ role: 'dialog', 'aria-modal': true } as const) : {};
  return (
    <section ref={pane} class={isOverlay ? 'detail overlay' : 'detail'} tabIndex={-1} aria-label="Finding" {...role}>
      <div class="bar">
        <SeverityBadge severity={severityOf(finding)} />
        <code class="quiet">{check.id}</code>
        <span class="grow" />
        <CopyButton label="Copy link" text={() => location.href} />
        <button type="button" class="small" onClick={onClose}>
          Close
        </button>
      </div>
      <h2>{check.title}</h2>
      <p class="message">{message}</p>
      {rest.accepted ? (
        <p class="note">
          <strong>Accepted </strong>
          by {rest.accepted.kind === 'comment' ? 'a comment' : `an ${rest.accepted.kind}`}: {safeText(rest.accepted.reason)}
          {rest.accepted.expires === undefined ? '' : ` (until ${safeText(rest.accepted.expires)})`}
        </p>
      ) : null}
      <dl>
        <Fact name="Object">
          {subject.label} <span class="quiet">{subject.apiVersion}</span>
        </Fact>
        <Fact name="Field">
          <code>{field === '' ? 'the object itself' : field}</code>
        </Fact>
        <Fact name="Place">
          <code>{placeLabel(finding)}</code>
        </Fact>
        {rest.worlds ? <Fact name="Only in">{rest.worlds.map(safeText).join('; ')}</Fact> : null}
        {rest.places ? (
          <Fact name="Comes from">
            {rest.places.map((place) => (
              <code key={place} class="item">
                {safeText(place)}
              </code>
            ))}
          </Fact>
        ) : null}
        {rest.evidence ? (
          <Fact name="Evidence">
            {rest.evidence.map((text) => (
              <span key={text} class="item">
                {safeText(text)}
              </span>
            ))}
          </Fact>
        ) : null}
      </dl>
      <Excerpt finding={finding} report={report} />
      {check.why === '' ? null : (
        <section>
          <h3>Why it matters</h3>
          <p>{check.why}</p>
        </section>
      )}
      {check.remedy === '' ? null : (
        <section>
          <h3>What to do</h3>
          <p>{check.remedy}</p>
        </section>
      )}
      {rest.fix ? <Fix fix={rest.fix} /> : null}
      <div class="actions">
        <CopyButton label="Copy place" text={() => placeLabel(finding)} />
        <CopyButton label="Copy explain command" text={() => `seawall explain ${check.id}`} />
        <CopyButton label="Copy ignore comment" text={() => `# seawall:ignore ${check.id} `} />
      </div>
      <OtherPlaces finding={finding} report={report} onOpen={onOpen} onCheck={onCheck} />
      <Standards finding={finding} report={report} onRequirement={onRequirement} />
    </section>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function OtherPlaces({
  finding,
  report,
  onOpen,
  onCheck,
}: {
  readonly finding: Finding;
  readonly report: Report;
  readonly onOpen: (finding: Finding) => void;
  readonly onCheck: (check: string) => void;
}) {
  const among = finding.rest.accepted ? report.accepted : report.findings;
  const others = among.filter((other) => other.check === finding.check && other !== finding);
  if (others.length === 0) return null;
  return (
    <section>
      <h3>The same weakness in {amount(others.length, 'other place')}</h3>
      <ul class="links">
        {others.slice(0, OTHERS_SHOWN).map((other) => (
          <li key={other.fingerprint}>
            <button type="button" class="link" onClick={() => onOpen(other)}>
              {other.subject.label}
            </button>{' '}
            <code class="quiet">{placeLabel(other)}</code>
          </li>
        ))}
      </ul>
      {others.length > OTHERS_SHOWN ? (
        <button type="button" class="link" onClick={() => onCheck(finding.check.id)}>
          Show all {(others.length + 1).toLocaleString('en-US')} in the list
        </button>
      ) : null}
    </section>
  );
}

function Standards({
  finding: { check },
  report,
  onRequirement,
}: {
  readonly finding: Finding;
  readonly report: Report;
  readonly onRequirement: (standard: string, requirement: string) => void;
}) {
  const aliases = Object.entries(check.aliases);
  return (
    <>
      {Object.keys(check.standards).length === 0 ? null : (
        <section>
          <h3>Standards</h3>
          <ul class="links">
            {Object.entries(check.standards).flatMap(([id, numbers]) =>
              numbers.map((number) => (
                <li key={`${id}:${number}`}>
                  <button type="button" class="link" onClick={() => onRequirement(id, number)}>
                    {report.standardTitles.get(id)?.title ?? id} {number}
                  </button>{' '}
                  <span class="quiet">{report.standardTitles.get(id)?.requirements[number]}</span>
                </li>
              )),
            )}
          </ul>
        </section>
      )}
      {aliases.length === 0 ? null : (
        <section>
          <h3>In other tools</h3>
          <p>{aliases.map(([tool, ids]) => `${tool} ${ids.join(', ')}`).join(' · ')}</p>
        </section>
      )}
    </>
  );
}
