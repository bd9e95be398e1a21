import { useCallback, useLayoutEffect, useState } from 'preact/hooks';
import { readView, type View, writeView } from './view.ts';

/** The view and what changes it. Opening a finding is a step that the browser's back button takes back; filters are not. */
export function useView(): readonly [View, (view: View) => void] {
  const [view, setView] = useState(() => readView(location.hash));
  useLayoutEffect(() => {
    const read = (): void => setView((old) => (writeView(old) === location.hash ? old : readView(location.hash)));
    window.addEventListener('popstate', read);
    window.addEventListener('hashchange', read);
    return () => {
      window.removeEventListener('popstate', read);
      window.removeEventListener('hashchange', read);
    };
  }, []);
  const change = useCallback((next: View): void => {
    setView((old) => {
      const address = `${location.pathname}${location.search}${writeView(next)}`;
      const isStep = old.opened === undefined && next.opened !== undefined;
      try {
        if (isStep) history.pushState(undefined, '', address);
        else history.replaceState(undefined, '', address);
      } catch {
        // Browsers limit how often an address may change; what is shown is right all the same.
      }
      return next;
    });
  }, []);
  return [view, change];
}
