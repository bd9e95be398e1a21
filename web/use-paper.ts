import { type ComponentChild, render } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/** Lays out what goes to paper while the page is printed; at other times it does not exist. */
export function usePaper(content: () => ComponentChild): void {
  const current = useRef(content);
  current.current = content;
  useLayoutEffect(() => {
    const paper = document.getElementById('paper');
    if (!paper) return undefined;
    const fill = (): void => render(current.current(), paper);
    const empty = (): void => render(undefined, paper);
    window.addEventListener('beforeprint', fill);
    window.addEventListener('afterprint', empty);
    return () => {
      window.removeEventListener('beforeprint', fill);
      window.removeEventListener('afterprint', empty);
    };
  }, []);
}
