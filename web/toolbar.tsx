import type { RefObject } from 'preact';
import { amount } from './amount.ts';
import { Choice } from './choice.tsx';
import { FACET_NAMES } from './facets.ts';
import { type Report } from './report.ts';
import { SearchField } from './search-field.tsx';
import { type Grouping, isNarrowed, toggleChoice, type View, withoutFilters } from './view.ts';

const GROUPINGS: readonly (readonly [Grouping, string])[] = [
  ['weakness', 'Weakness'],
  ['workload', 'Workload'],
  ['file', 'File'],
];

/** Search, grouping, and what is chosen. */
export function Toolbar({
  view,
  report,
  search,
  shown,
  total,
  groupCount,
  isUnfolded,
  onChange,
  onToggleAll,
}: {
  readonly view: View;
  readonly report: Report;
  readonly search: RefObject<HTMLInputElement | null>;
  readonly shown: number;
  readonly total: number;
  readonly groupCount: number;
  readonly isUnfolded: boolean;
  readonly onChange: (view: View) => void;
  readonly onToggleAll: () => void;
}) {
  return (
    <div class="toolbar">
      <div class="bar">
        <SearchField input={search} value={view.query} onInput={(query) => onChange({ ...view, query })} />
        <Choice
          name="group"
          label="Group by"
          options={GROUPINGS}
          value={view.grouping}
          onChange={(value) => onChange({ ...view, grouping: value as Grouping })}
        />
      </div>
      <div class="bar">
        {report.accepted.length > 0 ? (
          <Choice
            name="show"
            isNamed={false}
            label="Show"
            options={[
              ['findings', 'Findings'],
              ['accepted', `Accepted ${report.accepted.length.toLocaleString('en-US')}`],
            ]}
            value={view.isAccepted ? 'accepted' : 'findings'}
            onChange={(value) => onChange({ ...view, isAccepted: value === 'accepted', opened: undefined })}
          />
        ) : null}
        <p role="status">
          {isNarrowed(view) ? `${shown.toLocaleString('en-US')} of ${amount(total, 'finding')}` : amount(total, 'finding')} in{' '}
          {amount(groupCount, 'group')}
        </p>
        <Chips view={view} onChange={onChange} />
        <span class="grow" />
        {groupCount > 0 ? (
          <button type="button" class="small" onClick={onToggleAll}>
            {isUnfolded ? 'Fold all' : 'Unfold all'}
          </button>
        ) : null}
      </div>
    </div>
  );
}

function Chips({ view, onChange }: { readonly view: View; readonly onChange: (view: View) => void }) {
  if (!isNarrowed(view)) return null;
  return (
    <>
      {FACET_NAMES.flatMap((name) =>
        view.chosen[name].map((value) => (
          <button
            key={`${name} ${value}`}
            type="button"
            class="chip"
            aria-label={`Remove the filter ${name} ${value}`}
            onClick={() => onChange(toggleChoice(view, name, value))}
          >
            <span>{value}</span> <span aria-hidden="true">×</span>
          </button>
        )),
      )}
      <button type="button" class="link" onClick={() => onChange(withoutFilters(view))}>
        Clear
      </button>
    </>
  );
}
