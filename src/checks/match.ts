import type { Check } from './define.ts';

/** True when `pattern` names the check: its id, an id another scanner has for it, or a pattern over ids with `*` (`pod/*`). Case does not matter. */
export function namesCheck(pattern: string, check: Check): boolean {
  if (pattern.includes('*')) return matchesGlob(pattern.toLowerCase(), check.id);
  const wanted = canonicalId(pattern);
  return check.id === wanted || canonicalAliasesOf(check).has(wanted);
}

/** The ids under which other scanners know the check. */
export function aliasesOf(check: Check): readonly string[] {
  return Object.values(check.aliases).flat();
}

/** Whether two spellings are of one id: case does not matter, and Trivy's `KSV017`, `KSV-0017` and `AVD-KSV-0017` are the same. */
export function isSameId(one: string, other: string): boolean {
  return canonicalId(one) === canonicalId(other);
}

/** Releases of Trivy write the same numbers in three ways; each check's metadata in https://github.com/aquasecurity/trivy-checks lists them. */
const TRIVY_ID = /^(?:avd-)?(ksv|kcv|ds)-?0*(\d+)$/;

function canonicalId(id: string): string {
  const lower = id.toLowerCase();
  const match = TRIVY_ID.exec(lower);
  return match ? `${match[1]}-${match[2]}` : lower;
}

const canonicalAliases = new WeakMap<Check, ReadonlySet<string>>();

function canonicalAliasesOf(check: Check): ReadonlySet<string> {
  let known = canonicalAliases.get(check);
  if (!known) canonicalAliases.set(check, (known = new Set(aliasesOf(check).map(canonicalId))));
  return known;
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
