import type { Check } from './define.ts';

/** True when `pattern` names the check: its id, an id another scanner has for it, or a pattern over ids with `*` (`pod/*`). Case does not matter. */
export function namesCheck(pattern: string, check: Check): boolean {
  const wanted = pattern.toLowerCase();
  if (wanted.includes('*')) return matchesGlob(wanted, check.id);
  return check.id === wanted || aliasesOf(check).some((alias) => alias.toLowerCase() === wanted);
}

/** The ids under which other scanners know the check. */
export function aliasesOf(check: Check): readonly string[] {
  return Object.values(check.aliases).flat();
}

/** `*` stands for any text; everything else for itself. Linear in the length of the text for each star. */
export function matchesGlob(pattern: string, text: string): boolean {
  const parts = pattern.split('*');
  const first = parts.shift() ?? '';
  if (parts.length === 0) return text === first;
  const last = parts.pop() ?? '';
  if (!text.startsWith(first) || text.length < first.length + last.length || !text.endsWith(last)) return false;
  let at = first.length;
  for (const part of parts) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= text.length - last.length;
}
