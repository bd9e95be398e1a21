import type { RefObject } from 'preact';

export function SearchField({
  input,
  value,
  onInput,
}: {
  readonly input: RefObject<HTMLInputElement | null>;
  readonly value: string;
  readonly onInput: (text: string) => void;
}) {
  return (
    <label class="search">
      <span>Search</span>
      <input ref={input} type="search" value={value} onInput={(event) => onInput(event.currentTarget.value)} />
      <kbd aria-hidden="true">/</kbd>
    </label>
  );
}
