import type { Module, Term } from '../syntax/index.ts';

/** One mistake that can be made in Rego, though it compiles. */
export interface LintRule {
  readonly id: string;
  /** What goes wrong because of it. */
  readonly why: string;
  readonly remedy: string;
  find(module: Module, surroundings: Surroundings): readonly Spot[];
}

/** Where a rule found something, as an offset, and what. */
export interface Spot {
  readonly at: number;
  readonly message: string;
}

/** What the names of a module stand for. */
export interface Surroundings {
  /** Rules of the package and imports, by the name that a module uses. */
  readonly globals: ReadonlyMap<string, readonly string[]>;
}

/** The name of the builtin that a call is of; none where a rule or an import has that name. */
export function builtinOf(term: Term, { globals }: Surroundings): string | undefined {
  if (term.kind !== 'call' || globals.has(term.operator[0] ?? '')) return undefined;
  return term.operator.join('.');
}

/** Whether a reference goes through all members of something: `input.containers[_]`. */
export function hasWildcard(term: Term): boolean {
  return term.kind === 'ref' && (hasWildcard(term.head) || term.path.some((part) => part.kind === 'var' && part.name === '_'));
}
