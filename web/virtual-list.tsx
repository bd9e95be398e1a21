import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** All rows are equally high, so what is visible follows from where the list stands; page.css says the same number. */
export const ROW_HEIGHT = 56;

const OVERSCAN = 8;

interface Span {
  readonly from: number;
  readonly to: number;
}

/** Only the rows near the visible part of the window exist. */
export function VirtualList({
  count,
  label,
  keyOf,
  rowHeight = ROW_HEIGHT,
  isTable = false,
  children,
}: {
  readonly count: number;
  readonly label: string;
  readonly keyOf: (index: number) => string;
  readonly rowHeight?: number;
  /** Whether the rows are those of a table, whose head is its first one. */
  readonly isTable?: boolean;
  readonly children: (index: number) => ComponentChildren;
}) {
  const list = useRef<HTMLDivElement>(null);
  const [span, setSpan] = useState<Span>({ from: 0, to: 30 });
  useLayoutEffect(() => {
    const measure = (): void => {
      const top = list.current?.getBoundingClientRect().top ?? 0;
      const from = Math.max(0, Math.floor(-top / rowHeight) - OVERSCAN);
      const to = Math.max(from, Math.ceil((window.innerHeight - top) / rowHeight) + OVERSCAN);
      setSpan((old) => (old.from === from && old.to === to ? old : { from, to }));
    };
    measure();
    // Whatever it stands in may scroll, and such events do not rise to the window.
    window.addEventListener('scroll', measure, { passive: true, capture: true });
    window.addEventListener('resize', measure);
    return () => {
      window.removeEventListener('scroll', measure, { capture: true });
      window.removeEventListener('resize', measure);
    };
  }, [count, rowHeight]);
  const from = Math.min(span.from, Math.max(0, count - 1));
  const indexes = Array.from({ length: Math.max(0, Math.min(count, span.to) - from) }, (_, offset) => from + offset);
  return (
    <div ref={list} class="rows" role={isTable ? 'rowgroup' : 'list'} aria-label={label} style={{ height: `${count * rowHeight}px` }}>
      {indexes.map((index) => (
        <div
          key={keyOf(index)}
          class="slot"
          {...(isTable
            ? { role: 'row', 'aria-rowindex': index + 2 }
            : { role: 'listitem', 'aria-setsize': count, 'aria-posinset': index + 1 })}
          style={{ top: `${index * rowHeight}px`, height: `${rowHeight}px` }}
        >
          {children(index)}
        </div>
      ))}
    </div>
  );
}
