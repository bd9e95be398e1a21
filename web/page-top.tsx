import type { ComponentChildren } from 'preact';

/** The head of a page: what it is, and what can be done with all of it. */
export function PageTop({
  title,
  theme,
  onTheme,
  onHelp,
  children,
}: {
  readonly title: string;
  readonly theme: 'light' | 'dark';
  readonly onTheme: () => void;
  readonly onHelp: () => void;
  /** Further buttons. */
  readonly children?: ComponentChildren;
}) {
  return (
    <header class="top">
      <h1>
        Seawall <span class="quiet">{title}</span>
      </h1>
      <span class="grow" />
      {children}
      <button type="button" class="small not-narrow" onClick={() => window.print()}>
        Print
      </button>
      <button type="button" class="small" onClick={onTheme}>
        {theme === 'dark' ? 'Light' : 'Dark'}
      </button>
      <button type="button" class="small" onClick={onHelp}>
        Help
      </button>
    </header>
  );
}
