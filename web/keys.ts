import { useLayoutEffect, useRef } from 'preact/hooks';

export type KeyActions = Readonly<Record<string, () => void>>;

/** Single keys for the whole page. They rest while something is typed, and leave combinations to the browser. */
export function useKeys(actions: KeyActions): void {
  const current = useRef(actions);
  current.current = actions;
  // Before the first paint, so that no key is lost.
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      const target = event.target instanceof HTMLElement ? event.target : undefined;
      if (target?.closest('dialog[open]')) return;
      const isTyping = target?.matches('input:not([type=checkbox]), textarea, select') === true;
      if (isTyping && event.key !== 'Escape') return;
      // A focused control has its own meaning of Enter.
      if (event.key === 'Enter' && target?.closest('button, summary, a, input')) return;
      const action = current.current[event.key];
      if (!action) return;
      event.preventDefault();
      action();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}
