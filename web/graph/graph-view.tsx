import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { type Graph, lineId, type Trail } from './graph.ts';
import { GraphCanvas, type Target } from './graph-canvas.ts';
import { pointers } from './pointers.ts';
import { nextBox, type Way } from './walk.ts';

const WAYS: ReadonlySet<string> = new Set(['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown']);

/**
 * A picture that is moved and zoomed with pointer, wheel, fingers and keys. `chosen` is the id of a node or of a line; a click tells what was
 * clicked, and a click beside everything `undefined`. What a picture says must also be said elsewhere in words.
 */
export function GraphView({
  graph,
  chosen,
  label,
  theme,
  frame,
  anchor,
  trail,
  sayTarget,
  onChoose,
  onGroup,
}: {
  readonly graph: Graph;
  readonly chosen: string | undefined;
  readonly label: string;
  /** Changes when the colours of the page do. */
  readonly theme: string;
  /** Changes when the whole picture is to be shown again. */
  readonly frame: string;
  /** What stays where it is when the graph changes: the group that was folded or opened. */
  readonly anchor: string | undefined;
  /** A way through the picture that stands out in place of the neighbours of what is chosen. */
  readonly trail?: Trail | undefined;
  readonly sayTarget: (id: string) => string;
  readonly onChoose: (id: string | undefined) => void;
  /** A folded node or the title of an open group was clicked. */
  readonly onGroup: (id: string) => void;
}) {
  const element = useRef<HTMLCanvasElement>(null);
  const canvas = useRef<GraphCanvas>(undefined);
  const current = useRef({ onChoose, onGroup });
  current.current = { onChoose, onGroup };
  const [hint, setHint] = useState<{ readonly x: number; readonly y: number; readonly text: string }>();
  const said = useRef(sayTarget);
  said.current = sayTarget;

  useLayoutEffect(() => {
    if (!element.current) return undefined;
    const own = new GraphCanvas(element.current, graph);
    canvas.current = own;
    own.measure();
    own.fit(false);
    const sizes = new ResizeObserver(() => own.measure());
    sizes.observe(element.current);
    const idOf = (target: Target): string => {
      const { graph: shown } = own.scene;
      if (target.kind === 'node') return shown.nodes[target.at]?.id ?? '';
      if (target.kind === 'group') return shown.groups[target.at]?.id ?? '';
      const line = shown.lines[target.at];
      return line ? lineId(shown, line) : '';
    };
    const stop = pointers(element.current, {
      onPan: (dx, dy) => own.pan(dx, dy),
      onZoom: (factor, x, y) => own.zoom(factor, x, y),
      onHover: (x, y) => {
        const target = x === undefined || y === undefined ? undefined : own.targetAt(x, y);
        own.hover(target);
        if (element.current) element.current.style.cursor = target ? 'pointer' : 'grab';
        setHint(target && x !== undefined && y !== undefined ? { x, y, text: said.current(idOf(target)) } : undefined);
      },
      onClick: (x, y) => {
        const target = own.targetAt(x, y);
        if (!target) current.current.onChoose(undefined);
        else if (target.kind === 'group' || (target.kind === 'node' && own.scene.graph.nodes[target.at]?.kind === 'folded'))
          current.current.onGroup(idOf(target));
        else current.current.onChoose(idOf(target));
      },
    });
    return () => {
      stop();
      sizes.disconnect();
      own.close();
      canvas.current = undefined;
    };
  }, []);
  useLayoutEffect(() => {
    canvas.current?.show(graph, anchor);
    setHint(undefined);
  }, [graph]);
  useEffect(() => canvas.current?.measure(), [theme]);
  useLayoutEffect(() => canvas.current?.fit(false), [frame]);
  useLayoutEffect(() => canvas.current?.choose(chosen), [chosen, graph]);
  useLayoutEffect(() => canvas.current?.follow(trail), [trail, graph]);

  const press = (event: KeyboardEvent): void => {
    const own = canvas.current;
    if (!own || event.ctrlKey || event.metaKey || event.altKey) return;
    const { nodes } = own.scene.graph;
    const at = nodes.findIndex(({ id }) => id === chosen);
    if (WAYS.has(event.key)) {
      if (event.shiftKey) {
        own.pan(
          event.key === 'ArrowLeft' ? 60 : event.key === 'ArrowRight' ? -60 : 0,
          event.key === 'ArrowUp' ? 60 : event.key === 'ArrowDown' ? -60 : 0,
        );
      } else {
        const next = nextBox(own.scene.layout.nodes, at < 0 ? undefined : at, event.key as Way);
        const box = next === undefined ? undefined : own.scene.layout.nodes[next];
        if (box) own.reveal(box);
        if (next !== undefined) onChoose(nodes[next]?.id);
      }
    } else if (event.key === 'Enter' && nodes[at]?.kind === 'folded') onGroup(nodes[at].id);
    else if (event.key === '+' || event.key === '=') own.zoom(1.25);
    else if (event.key === '-') own.zoom(0.8);
    else if (event.key === '0') own.fit(true);
    else return;
    event.preventDefault();
  };
  return (
    <div class="graph" role="application" aria-roledescription="map" aria-label={label} tabIndex={0} onKeyDown={press}>
      <canvas ref={element} />
      {hint && hint.text !== '' ? (
        <div class="graph-hint" aria-hidden="true" ref={(box) => place(box, hint.x, hint.y)}>
          {hint.text}
        </div>
      ) : null}
      <p class="unseen" aria-live="polite">
        {chosen === undefined ? '' : sayTarget(chosen)}
      </p>
      <div class="graph-zoom">
        <button type="button" aria-label="Zoom in" onClick={() => canvas.current?.zoom(1.3)}>
          +
        </button>
        <button type="button" aria-label="Zoom out" onClick={() => canvas.current?.zoom(1 / 1.3)}>
          −
        </button>
        <button type="button" class="small" onClick={() => canvas.current?.fit(true)}>
          Fit
        </button>
      </div>
    </div>
  );
}

/** Beside the pointer, and inside the picture. Styles set by script are not what the page's policy forbids. */
function place(box: HTMLElement | null, x: number, y: number): void {
  const parent = box?.parentElement;
  if (!box || !parent) return;
  box.style.left = `${Math.max(4, Math.min(x + 14, parent.clientWidth - box.offsetWidth - 4))}px`;
  box.style.top = `${y + 18 + box.offsetHeight > parent.clientHeight ? y - box.offsetHeight - 8 : y + 18}px`;
}
