/**
 * Whether a name fits a pattern with a star at its beginning, its end or both; anywhere else a star is an ordinary letter.
 * https://github.com/open-policy-agent/gatekeeper/blob/v3.23.1/pkg/wildcard/wildcard.go
 */
export function fitsWildcard(pattern: string, name: string): boolean {
  const isOpenAtStart = pattern.startsWith('*');
  const isOpenAtEnd = pattern.endsWith('*');
  if (isOpenAtStart && isOpenAtEnd) return name.includes(pattern.slice(1, -1));
  if (isOpenAtStart) return name.endsWith(pattern.slice(1));
  return isOpenAtEnd ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}

/** The same for the beginning of a name that the API server will complete: how it ends is not known, so only patterns open at the end can fit. */
export function fitsGeneratedName(pattern: string, beginning: string): boolean {
  return pattern.endsWith('*') && fitsWildcard(pattern, beginning);
}
