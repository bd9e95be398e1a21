import { useState } from 'preact/hooks';

type Theme = 'light' | 'dark';

const KEY = 'seawall-theme';

/** The theme, and what turns it over. Without a choice the system decides. */
export function useTheme(): readonly [Theme, () => void] {
  const [theme, setTheme] = useState<Theme>(() => stored() ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'));
  const flip = (): void => {
    const next = theme === 'dark' ? 'light' : 'dark';
    setTheme(next);
    apply(next);
    try {
      localStorage.setItem(KEY, next);
    } catch {
      // Some browsers give files no storage; the choice then holds until the page is closed.
    }
  };
  return [theme, flip];
}

export function applyStoredTheme(): void {
  const theme = stored();
  if (theme) apply(theme);
}

function apply(theme: Theme): void {
  document.documentElement.dataset['theme'] = theme;
}

function stored(): Theme | undefined {
  try {
    const value = localStorage.getItem(KEY);
    return value === 'dark' || value === 'light' ? value : undefined;
  } catch {
    return undefined;
  }
}
