import { useMemo } from 'preact/hooks';
import { type Counted, Facet } from '../facet.tsx';
import type { Model } from './model.ts';
import { readPort } from './select.ts';
import { type Only, toggle, type View } from './view.ts';

const ONLY: readonly (readonly [Only, string])[] = [
  ['all', 'Every open flow'],
  ['internet', 'What the internet reaches, and onward'],
  ['perhaps', 'What is open only perhaps'],
];

export function MapFilters({
  model,
  view,
  onChange,
}: {
  readonly model: Model;
  readonly view: View;
  readonly onChange: (view: View) => void;
}) {
  const { namespaces, policies } = useMemo(() => valuesOf(model), [model]);
  const isPort = view.port.trim() === '' || readPort(view.port) !== undefined;
  return (
    <>
      <fieldset class="facet">
        <legend>Show</legend>
        {ONLY.map(([value, title]) => (
          <label key={value}>
            <input type="radio" name="only" checked={view.only === value} onChange={() => onChange({ ...view, only: value })} />
            <span class="value whole">{title}</span>
          </label>
        ))}
      </fieldset>
      <fieldset class="facet">
        <legend>Port</legend>
        <input
          type="text"
          class="narrow"
          aria-label="Port"
          aria-invalid={!isPort}
          placeholder="443 or 53/UDP"
          value={view.port}
          onInput={(event) => onChange({ ...view, port: event.currentTarget.value })}
        />
        {isPort ? null : <p class="quiet">not a port, so nothing is filtered</p>}
      </fieldset>
      {namespaces.length > 0 ? (
        <Facet
          title="Namespace"
          values={namespaces}
          chosen={view.namespaces}
          isPath={false}
          labelOf={(value) => value}
          onToggle={(value) => onChange({ ...view, namespaces: toggle(view.namespaces, value) })}
        />
      ) : null}
      {policies.length > 0 ? (
        <Facet
          title="Policy that has a say"
          values={policies}
          chosen={view.policies}
          isPath={false}
          labelOf={(value) => value.replace(/^NetworkPolicy /, '')}
          onToggle={(value) => onChange({ ...view, policies: toggle(view.policies, value) })}
        />
      ) : null}
    </>
  );
}

/** How many flows there are for each value. */
function valuesOf({ ends, lines, readings, policies }: Model): {
  readonly namespaces: readonly Counted[];
  readonly policies: readonly Counted[];
} {
  const namespaces = new Map<string, number>();
  for (const { namespace } of ends) if (namespace !== undefined) namespaces.set(namespace, 0);
  const uses = new Int32Array(readings.length);
  for (let line = 0; line < lines.count; line++) {
    const reading = lines.reading[line] ?? 0;
    uses[reading] = (uses[reading] ?? 0) + 1;
    const [from, to] = [ends[lines.from[line] ?? 0]?.namespace, ends[lines.to[line] ?? 0]?.namespace];
    if (from !== undefined) namespaces.set(from, (namespaces.get(from) ?? 0) + 1);
    if (to !== undefined && to !== from) namespaces.set(to, (namespaces.get(to) ?? 0) + 1);
  }
  const counts = new Int32Array(policies.length);
  for (const [at, reading] of readings.entries()) for (const one of reading.policies) counts[one] = (counts[one] ?? 0) + (uses[at] ?? 0);
  const byCount = ([a, x]: Counted, [b, y]: Counted): number => y - x || (a < b ? -1 : 1);
  return {
    namespaces: [...namespaces].sort(byCount),
    policies: policies.map(({ name }, at): Counted => [name, counts[at] ?? 0]).sort(byCount),
  };
}
