import type { Value } from '../values/index.ts';

/** A number of characters from the beginning of the text; the module's line index turns it into a line and a column. */
export type Offset = number;

export type Term =
  | { readonly kind: 'scalar'; readonly value: Value; readonly at: Offset }
  | { readonly kind: 'var'; readonly name: string; readonly at: Offset }
  | { readonly kind: 'ref'; readonly head: Term; readonly path: readonly Term[]; readonly at: Offset }
  | {
      readonly kind: 'call';
      readonly operator: readonly string[];
      readonly args: readonly Term[];
      readonly at: Offset;
      readonly isInfix?: boolean;
    }
  | { readonly kind: 'array'; readonly items: readonly Term[]; readonly at: Offset }
  | { readonly kind: 'set'; readonly items: readonly Term[]; readonly at: Offset }
  | { readonly kind: 'object'; readonly pairs: readonly (readonly [Term, Term])[]; readonly at: Offset }
  | {
      readonly kind: 'comprehension';
      readonly of: 'array' | 'set' | 'object';
      readonly key?: Term;
      readonly value: Term;
      readonly body: readonly Literal[];
      readonly at: Offset;
    }
  | { readonly kind: 'template'; readonly parts: readonly (string | Literal)[]; readonly at: Offset };

export interface With {
  readonly target: Term;
  readonly value: Term;
  readonly at: Offset;
}

export type Expression =
  | { readonly kind: 'term'; readonly term: Term }
  | { readonly kind: 'unify'; readonly left: Term; readonly right: Term }
  | { readonly kind: 'assign'; readonly left: Term; readonly right: Term }
  | { readonly kind: 'declare'; readonly names: readonly string[] }
  | { readonly kind: 'some-in'; readonly key?: Term; readonly value: Term; readonly domain: Term }
  | { readonly kind: 'every'; readonly key?: Term; readonly value: Term; readonly domain: Term; readonly body: readonly Literal[] };

/** One statement of a body. */
export interface Literal {
  readonly expression: Expression;
  readonly isNegated: boolean;
  readonly with: readonly With[];
  readonly at: Offset;
  readonly end: Offset;
}

export interface Rule {
  /** The reference after the package; its first element is the rule's name. */
  readonly ref: readonly Term[];
  readonly isDefault: boolean;
  /** The member of a partial set. */
  readonly member?: Term;
  readonly args?: readonly Term[];
  readonly value?: Term;
  /** Whether the value stands after `:=`. */
  readonly isAssigned?: boolean;
  /** Whether the body stands after `if`. */
  readonly hasIf?: boolean;
  readonly body: readonly Literal[];
  readonly otherwise?: Rule;
  readonly at: Offset;
  readonly end: Offset;
  readonly annotations: readonly Annotations[];
}

export interface Import {
  readonly path: readonly string[];
  readonly alias?: string;
  readonly at: Offset;
}

/** A block of metadata: what YAML says after `# METADATA`. */
export interface Annotations {
  readonly scope: string;
  readonly value: Value;
  readonly at: Offset;
}

export interface Module {
  readonly name: string;
  readonly text: string;
  readonly package: readonly string[];
  readonly imports: readonly Import[];
  readonly rules: readonly Rule[];
  readonly annotations: readonly Annotations[];
  readonly version: 'v0' | 'v1';
}
