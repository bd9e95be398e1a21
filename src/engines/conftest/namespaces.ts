import { fail, type Outcome, succeed } from '../../core/index.ts';
import type { Module } from '../rego/index.ts';
import { namespaceOf } from './rules.ts';

/** The packages of modules, each once, in the order of the modules. */
export function namespacesOf(modules: readonly Module[]): readonly string[] {
  return [...new Set(modules.map(namespaceOf))];
}

export function isPattern(name: string): boolean {
  return /[*?[]/.test(name);
}

/** Those of the names that match one of the patterns. Fails for a pattern that is none. */
export function matchNamespaces(names: readonly string[], patterns: readonly string[]): Outcome<readonly string[]> {
  const compiled: RegExp[] = [];
  for (const pattern of patterns) {
    const expression = compilePattern(pattern);
    if (!expression)
      return fail({
        code: 'unparsable',
        message: `the namespace pattern "${pattern}" cannot be read`,
        hint: '* stands for any characters, ? for one, [a-z] for one of these; \\ takes their meaning away',
      });
    compiled.push(expression);
  }
  return succeed(names.filter((name) => compiled.some((expression) => expression.test(name))));
}

/** A pattern as Go's path.Match reads it (https://pkg.go.dev/path#Match); a dot is a character like others. */
function compilePattern(pattern: string): RegExp | undefined {
  const token = /\*|\?|\[(\^?)((?:(?:\\.|[^\\\]-])(?:-(?:\\.|[^\\\]-]))?)+)\]|\\(.)|([^[\\])/suy;
  let source = '';
  while (token.lastIndex < pattern.length) {
    const match = token.exec(pattern);
    if (!match) return undefined;
    const [all, negation, members, escaped, plain] = match;
    if (all === '*') source += '[^/]*';
    else if (all === '?') source += '[^/]';
    else if (members !== undefined)
      source += `[${negation}${members.replace(/\\(.)|([^-])/gsu, (_, a?: string, b?: string) => codePoint(a ?? b ?? ''))}]`;
    else source += codePoint(escaped ?? plain ?? '');
  }
  try {
    return new RegExp(`^${source}$`, 'su');
  } catch {
    return undefined;
  }
}

function codePoint(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
