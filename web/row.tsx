import { type Finding, placeLabel, type Severity, severityOf } from './report.ts';
import { countsInWords, type Group } from './rows.ts';
import type { Grouping } from './view.ts';

export function SeverityBadge({ severity }: { readonly severity: Severity }) {
  return <span class={`badge ${severity}`}>{severity}</span>;
}

export function GroupRow({
  group,
  isOpen,
  isCursor,
  onToggle,
  onFocus,
}: {
  readonly group: Group;
  readonly isOpen: boolean;
  readonly isCursor: boolean;
  readonly onToggle: () => void;
  readonly onFocus: () => void;
}) {
  return (
    <button type="button" class={`row group${isCursor ? ' cursor' : ''}`} aria-expanded={isOpen} onClick={onToggle} onFocus={onFocus}>
      <span class="fold" aria-hidden="true" />
      <SeverityBadge severity={group.worst} />
      <span class="main">
        <span class="title">{group.title}</span>
        <span class="sub">
          {group.detail}
          {group.detail === '' ? '' : ' · '}
          {countsInWords(group.counts)}
        </span>
      </span>
      <span class="count">{group.findings.length.toLocaleString('en-US')}</span>
    </button>
  );
}

export function FindingRow({
  finding,
  grouping,
  isCursor,
  isOpened,
  onOpen,
  onFocus,
}: {
  readonly finding: Finding;
  readonly grouping: Grouping;
  readonly isCursor: boolean;
  readonly isOpened: boolean;
  readonly onOpen: () => void;
  readonly onFocus: () => void;
}) {
  const { subject, check, message, start } = finding;
  return (
    <button
      type="button"
      class={`row finding${isCursor ? ' cursor' : ''}${isOpened ? ' opened' : ''}`}
      aria-current={isOpened ? 'true' : undefined}
      onClick={onOpen}
      onFocus={onFocus}
    >
      <SeverityBadge severity={severityOf(finding)} />
      <span class="main">
        <span class="title">{grouping === 'weakness' ? subject.label : check.title}</span>
        <span class="sub">{grouping === 'file' ? `${subject.label}: ${message}` : message}</span>
      </span>
      <span class="place">{grouping === 'file' ? `line ${start.line}` : shortPlace(finding)}</span>
    </button>
  );
}

/** The end of a place tells more than its start. */
function shortPlace(finding: Finding): string {
  const label = placeLabel(finding).replace(/:\d+$/, '');
  return label.length > 40 ? `…${label.slice(-39)}` : label;
}
