import { useMemo } from 'preact/hooks';
import { Facet } from '../facet.tsx';
import { type Model, START_KINDS } from './model.ts';
import { countValues, FACETS } from './select.ts';
import { toggle, type View } from './view.ts';

export function PathFilters({
  model,
  view,
  onChange,
}: {
  readonly model: Model;
  readonly view: View;
  readonly onChange: (view: View) => void;
}) {
  const facets = useMemo(() => FACETS.map(([key, title]) => ({ key, title, values: countValues(model, key) })), [model]);
  return (
    <>
      <fieldset class="facet">
        <legend>Certainty</legend>
        <label>
          <input type="checkbox" checked={view.isSure} onChange={() => onChange({ ...view, isSure: !view.isSure })} />
          <span class="value whole">Without open premises</span>
        </label>
      </fieldset>
      {facets.map(({ key, title, values }) => {
        // A technique that the matrix was asked for may be one that stands for those under it.
        const missing = view[key].filter((value) => !values.some(([known]) => known === value)).map((value) => [value, 0] as const);
        return values.length === 0 ? null : (
          <Facet
            key={key}
            title={title}
            values={[...missing, ...values]}
            chosen={view[key]}
            isPath={false}
            labelOf={(value) => labelOf(model, key, value)}
            onToggle={(value) => onChange({ ...view, [key]: toggle(view[key], value) })}
          />
        );
      })}
    </>
  );
}

function labelOf(model: Model, key: string, value: string): string {
  if (key === 'kinds') return START_KINDS[value as keyof typeof START_KINDS] ?? value;
  return key === 'techniques' ? `${value} ${model.techniqueName(value)}`.trim() : value;
}
