import { useState } from 'preact/hooks';
import type { FacetName } from './facets.ts';
import { type Report, SEVERITIES } from './report.ts';
import type { FacetCounts } from './select.ts';
import type { View } from './view.ts';

const TITLES: Readonly<Record<FacetName, string>> = {
  severity: 'Severity',
  standard: 'Standard',
  requirement: 'Requirement',
  namespace: 'Namespace',
  kind: 'Kind',
  file: 'File',
  check: 'Check',
};

const ORDER: readonly FacetName[] = ['severity', 'namespace', 'kind', 'standard', 'requirement', 'file', 'check'];

export function Filters({
  view,
  counts,
  report,
  onToggle,
}: {
  readonly view: View;
  readonly counts: FacetCounts;
  readonly report: Report;
  readonly onToggle: (name: FacetName, value: string) => void;
}) {
  const labels = new Map(report.standards.map(({ id, title }) => [id, title]));
  return (
    <>
      {ORDER.map((name) => {
        const chosen = view.chosen[name];
        const values = valuesOf(name, view, counts);
        if (values.length === 0) return null;
        return (
          <Facet
            key={name}
            title={TITLES[name]}
            values={values}
            chosen={chosen}
            isPath={name === 'file'}
            labelOf={(value) => (name === 'standard' ? (labels.get(value) ?? value) : value === '-' ? 'standard input' : value)}
            onToggle={(value) => onToggle(name, value)}
          />
        );
      })}
    </>
  );
}

type Counted = readonly [value: string, count: number];

function valuesOf(name: FacetName, { chosen }: View, counts: FacetCounts): readonly Counted[] {
  const known = [...counts[name]];
  const gone = chosen[name].filter((value) => !counts[name].has(value)).map((value): Counted => [value, 0]);
  if (name === 'severity') {
    return SEVERITIES.filter((severity) => counts.severity.has(severity) || chosen.severity.includes(severity)).map((severity) => [
      severity,
      counts.severity.get(severity) ?? 0,
    ]);
  }
  // All requirements of all standards would be a list that nobody reads.
  const isShown = ([value]: Counted): boolean =>
    name !== 'requirement' || chosen.standard.some((id) => value.startsWith(`${id}:`)) || chosen.requirement.includes(value);
  return [...known, ...gone]
    .filter(isShown)
    .sort(([a, countOfA], [b, countOfB]) =>
      name === 'requirement' ? a.localeCompare(b, 'en', { numeric: true }) : countOfB - countOfA || (a < b ? -1 : 1),
    );
}

const FEW = 6;
const MANY = 200;

function Facet({
  title,
  values,
  chosen,
  isPath,
  labelOf,
  onToggle,
}: {
  readonly title: string;
  readonly values: readonly Counted[];
  readonly chosen: readonly string[];
  readonly isPath: boolean;
  readonly labelOf: (value: string) => string;
  readonly onToggle: (value: string) => void;
}) {
  const [isLong, setLong] = useState(false);
  const [text, setText] = useState('');
  const wanted = text.trim().toLowerCase();
  const matching = isLong && wanted !== '' ? values.filter(([value]) => labelOf(value).toLowerCase().includes(wanted)) : values;
  const limit = isLong ? MANY : FEW;
  const shown = matching.filter(([value], index) => index < limit || chosen.includes(value));
  const hidden = matching.length - shown.length;
  return (
    <fieldset class="facet">
      <legend>{title}</legend>
      {isLong && values.length > FEW * 2 ? (
        <input
          type="search"
          class="narrow"
          aria-label={`Find in ${title.toLowerCase()}`}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      ) : null}
      <div class={isLong ? 'choices long' : 'choices'} tabIndex={isLong ? 0 : undefined} role={isLong ? 'group' : undefined}>
        {shown.map(([value, count]) => (
          <label key={value} title={labelOf(value)}>
            <input type="checkbox" checked={chosen.includes(value)} onChange={() => onToggle(value)} />
            <span class={isPath ? 'value path' : 'value'}>
              <bdi>{labelOf(value)}</bdi>
            </span>
            <span class="tally">{count.toLocaleString('en-US')}</span>
          </label>
        ))}
      </div>
      {isLong && hidden > 0 ? <p class="quiet">{hidden.toLocaleString('en-US')} more; type a part of the name above</p> : null}
      {values.length > FEW ? (
        <button type="button" class="link" aria-expanded={isLong} onClick={() => setLong(!isLong)}>
          {isLong ? 'Show fewer' : `Show all ${values.length.toLocaleString('en-US')}`}
        </button>
      ) : null}
    </fieldset>
  );
}
