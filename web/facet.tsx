import { useState } from 'preact/hooks';

export type Counted = readonly [value: string, count: number];

const FEW = 6;
const MANY = 200;

/** The values of one filter with how much each would show; the first few, or all with a search among them. */
export function Facet({
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
