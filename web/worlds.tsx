import { safeText } from '../src/report/safe-text.ts';

/** Which of several alternatives is shown. */
export function Worlds({
  names,
  chosen,
  onChange,
}: {
  readonly names: readonly (readonly string[])[];
  readonly chosen: number;
  readonly onChange: (at: number) => void;
}) {
  return (
    <label class="worlds">
      <span class="quiet">Alternative</span>
      <select value={String(chosen)} onChange={(event) => onChange(Number(event.currentTarget.value))}>
        {names.map((own, at) => (
          <option key={at} value={String(at)}>
            {own
              .slice(0, 2)
              .map((name) => safeText(name) || 'the rest')
              .join(', ')}
          </option>
        ))}
      </select>
    </label>
  );
}
