export interface PointerActions {
  onPan(dx: number, dy: number): void;
  onZoom(factor: number, x: number, y: number): void;
  onClick(x: number, y: number): void;
  /** Without a place when the pointer leaves. */
  onHover(x?: number, y?: number): void;
}

/** So far a finger may slip in a click. */
const SLIP = 5;

/** Turns what mouse, pen and fingers do on an element into moves of a picture; the result ends it. */
export function pointers(element: HTMLElement, actions: PointerActions): () => void {
  const held = new Map<number, { x: number; y: number }>();
  let travelled = 0;
  let hover = 0;
  const placeOf = (event: MouseEvent): { x: number; y: number } => {
    const { left, top } = element.getBoundingClientRect();
    return { x: event.clientX - left, y: event.clientY - top };
  };
  const down = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    if (held.size === 0) travelled = 0;
    held.set(event.pointerId, placeOf(event));
    element.setPointerCapture(event.pointerId);
  };
  const move = (event: PointerEvent): void => {
    const before = held.get(event.pointerId);
    const now = placeOf(event);
    if (!before) {
      if (event.pointerType === 'touch') return;
      cancelAnimationFrame(hover);
      hover = requestAnimationFrame(() => actions.onHover(now.x, now.y));
      return;
    }
    const [dx, dy] = [now.x - before.x, now.y - before.y];
    travelled += Math.hypot(dx, dy);
    if (held.size === 1) {
      if (travelled > SLIP) actions.onPan(dx, dy);
    } else {
      const other = [...held].find(([id]) => id !== event.pointerId)?.[1];
      if (other) {
        const [was, is] = [Math.hypot(before.x - other.x, before.y - other.y), Math.hypot(now.x - other.x, now.y - other.y)];
        actions.onPan(dx / 2, dy / 2);
        if (was > 0) actions.onZoom(is / was, (now.x + other.x) / 2, (now.y + other.y) / 2);
      }
    }
    held.set(event.pointerId, now);
  };
  const up = (event: PointerEvent): void => {
    const was = held.delete(event.pointerId);
    if (!was || event.type === 'pointercancel' || held.size > 0 || travelled > SLIP) return;
    const { x, y } = placeOf(event);
    actions.onClick(x, y);
  };
  const leave = (): void => {
    cancelAnimationFrame(hover);
    actions.onHover();
  };
  const wheel = (event: WheelEvent): void => {
    event.preventDefault();
    const { x, y } = placeOf(event);
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    actions.onZoom(Math.exp((-event.deltaY * lines * (event.ctrlKey ? 4 : 1)) / 500), x, y);
  };
  element.addEventListener('pointerdown', down);
  element.addEventListener('pointermove', move);
  element.addEventListener('pointerup', up);
  element.addEventListener('pointercancel', up);
  element.addEventListener('pointerleave', leave);
  element.addEventListener('wheel', wheel, { passive: false });
  return () => {
    cancelAnimationFrame(hover);
    element.removeEventListener('pointerdown', down);
    element.removeEventListener('pointermove', move);
    element.removeEventListener('pointerup', up);
    element.removeEventListener('pointercancel', up);
    element.removeEventListener('pointerleave', leave);
    element.removeEventListener('wheel', wheel);
  };
}
