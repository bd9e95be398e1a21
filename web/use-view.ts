import { useCallback, useLayoutEffect, useState } from 'preact/hooks';

export interface ViewCodec<View> {
  readonly read: (hash: string) => View;
  readonly write: (view: View) => string;
  /** Whether a change is one that the browser's back button takes back. */
  readonly isStep: (before: View, after: View) => boolean;
}

/** What is shown, kept in the hash of the address, and what changes it. `codec` must be the same in every call. */
export function useView<View>(codec: ViewCodec<View>): readonly [View, (view: View) => void] {
  const [view, setView] = useState(() => codec.read(location.hash));
  useLayoutEffect(() => {
    const read = (): void => setView((old) => (codec.write(old) === location.hash ? old : codec.read(location.hash)));
    window.addEventListener('popstate', read);
    window.addEventListener('hashchange', read);
    return () => {
      window.removeEventListener('popstate', read);
      window.removeEventListener('hashchange', read);
    };
  }, [codec]);
  const change = useCallback(
    (next: View): void => {
      setView((old) => {
        const address = `${location.pathname}${location.search}${codec.write(next)}`;
        try {
          if (codec.isStep(old, next)) history.pushState(undefined, '', address);
          else history.replaceState(undefined, '', address);
        } catch {
          // Browsers limit how often an address may change; what is shown is right all the same.
        }
        return next;
      });
    },
    [codec],
  );
  return [view, change];
}
