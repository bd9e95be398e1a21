import { type Counted, Facet } from './facet.tsx';
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
