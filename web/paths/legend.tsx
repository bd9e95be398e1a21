const SHAPES: readonly (readonly [shape: string, meaning: string])[] = [
  ['stroke', 'a step, from what it needs to what it gives'],
  ['stroke dashed', 'a step that hangs on something that nobody knows'],
  ['shape pill', 'where somebody from outside begins, or a step that needs several things at once'],
  ['shape stack', 'equal to every path; click to draw each'],
  ['shape fall', 'what must not fall'],
];

export function PathLegend() {
  return (
    <details class="legend">
      <summary>Legend</summary>
      <ul>
        {SHAPES.map(([shape, meaning]) => (
          <li key={shape}>
            <span class="sample">
              <i class={shape} />
            </span>
            {meaning}
          </li>
        ))}
      </ul>
    </details>
  );
}
