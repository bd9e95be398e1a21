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
  children,
}: {
  readonly count: number;
  readonly label: string;
  readonly keyOf: (index: number) => string;
  readonly children: (index: number) => ComponentChildren;
}) {
  const list = useRef<HTMLDivElement>(null);
  const [span, setSpan] = useState<Span>({ from: 0, to: 30 });
  useLayoutEffect(() => {
    const measure = (): void => {
      const top = list.current?.getBoundingClientRect().top ?? 0;
      const from = Math.max(0, Math.floor(-top / ROW_HEIGHT) - OVERSCAN);
      const to = Math.max(from, Math.ceil((window.innerHeight - top) / ROW_HEIGHT) + OVERSCAN);
      setSpan((old) => (old.from === from && old.to === to ? old : { from, to }));
    };
    measure();
    window.addEventListener('scroll', measure, { passive: true });
    window.addEventListener('resize', measure);
    return () => {
      window.removeEventListener('scroll', measure);
      window.removeEventListener('resize', measure);
    };
  }, [count]);
  const from = Math.min(span.from, Math.max(0, count - 1));
  const indexes = Array.from({ length: Math.max(0, Math.min(count, span.to) - from) }, (_, offset) => from + offset);
  return (
    <div ref={list} class="rows" role="list" aria-label={label} style={{ height: `${count * ROW_HEIGHT}px` }}>
      {indexes.map((index) => (
        <div
          key={keyOf(index)}
          class="slot"
          role="listitem"
          aria-setsize={count}
          aria-posinset={index + 1}
          style={{ top: `${index * ROW_HEIGHT}px` }}
        >
          {children(index)}
        </div>
      ))}
    </div>
  );
}
