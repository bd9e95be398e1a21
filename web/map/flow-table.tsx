import { useRef } from 'preact/hooks';
import { isEmptyPorts } from '../../src/engines/network/ports.ts';
import { VirtualList } from '../virtual-list.tsx';
import { nameOf } from './describe.ts';
import { describeReach } from './explain.ts';
import type { End, Model } from './model.ts';

const ROW = 36;

/** The flows of the map as rows; arrows go from one to the next. */
export function FlowTable({
  model: { ends, lines, readings },
  lines: shown,
  chosen,
  onChoose,
}: {
  readonly model: Model;
  readonly lines: readonly number[];
  readonly chosen: string | undefined;
  readonly onChoose: (id: string) => void;
}) {
  const table = useRef<HTMLDivElement>(null);
  /** The row that the focus is about to go to: keys may come faster than frames. */
  const awaited = useRef<number | undefined>(undefined);
  const focus = (index: number): void => {
    if (index < 0 || index >= shown.length) return;
    const list = table.current?.querySelector('.rows');
    const top = (list?.getBoundingClientRect().top ?? 0) + index * ROW;
    const [above, below] = [160, window.innerHeight - ROW - 24];
    if (top < above || top > below) window.scrollBy(0, top - (top < above ? above : below));
    awaited.current = index;
    // The row may not exist before the list has been scrolled to it.
    const seek = (frames: number): void => {
      if (awaited.current !== index) return;
      const button = table.current?.querySelector(`[aria-rowindex="${index + 2}"] button`);
      if (button instanceof HTMLElement) {
        awaited.current = undefined;
        button.focus({ preventScroll: true });
      } else if (frames > 0) requestAnimationFrame(() => seek(frames - 1));
      else awaited.current = undefined;
    };
    requestAnimationFrame(() => seek(20));
  };
  return (
    <div ref={table} class="flow-table" role="table" aria-label="Open flows" aria-rowcount={shown.length + 1}>
      <div role="rowgroup">
        <div role="row" aria-rowindex={1} class="flow head">
          <span role="columnheader">From</span>
          <span role="columnheader">To</span>
          <span role="columnheader">Ports</span>
        </div>
      </div>
      <VirtualList count={shown.length} label="Flows" isTable rowHeight={ROW} keyOf={(index) => String(shown[index])}>
        {(index) => {
          const line = shown[index] ?? 0;
          const [from, to] = [ends[lines.from[line] ?? 0] as End, ends[lines.to[line] ?? 0] as End];
          const reading = readings[lines.reading[line] ?? 0];
          const id = `${from.id}>${to.id}`;
          return (
            <div
              class={`flow${id === chosen ? ' opened' : ''}${reading && isEmptyPorts(reading.certain) ? ' perhaps' : ''}`}
              role="presentation"
              onKeyDown={(event) => {
                const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
                if (step === 0) return;
                event.preventDefault();
                focus((awaited.current ?? index) + step);
              }}
            >
              <span role="cell">
                <button type="button" class="link" onClick={() => onChoose(id)}>
                  {nameOf(from)}
                </button>
              </span>
              <span role="cell">{nameOf(to)}</span>
              <span role="cell">{reading ? describeReach(reading) : ''}</span>
            </div>
          );
        }}
      </VirtualList>
    </div>
  );
}
