/** Buttons of which one is pressed. */
export function Choice<T extends string>({
  name,
  label,
  isNamed = true,
  options,
  value,
  onChange,
}: {
  readonly name: string;
  readonly label: string;
  readonly isNamed?: boolean;
  readonly options: readonly (readonly [T, string])[];
  readonly value: T;
  readonly onChange: (value: T) => void;
}) {
  return (
    <fieldset class={isNamed ? 'choice' : 'choice unnamed'}>
      <legend>{label}</legend>
      {options.map(([option, title]) => (
        <label key={option}>
          <input type="radio" name={name} checked={option === value} onChange={() => onChange(option)} />
          <span>{title}</span>
        </label>
      ))}
    </fieldset>
  );
}
