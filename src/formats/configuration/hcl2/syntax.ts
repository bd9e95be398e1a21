/** What conversion needs to know of an expression; everything else about it is its text, from `start` to `end`. */
export type Expression = Literal | Unary | Template | Wrapped | Tuple | ObjectExpression | Conditional | TemplateFor | Traversal | Opaque;

interface Range {
  readonly start: number;
  readonly end: number;
}

export interface Literal extends Range {
  readonly kind: 'literal';
  readonly value: string | number | boolean | null;
  /** A number as it was written. */
  readonly digits?: string;
}

export interface Unary extends Range {
  readonly kind: 'unary';
  readonly operator: '-' | '!';
  readonly operand: Expression;
}

export interface Template extends Range {
  readonly kind: 'template';
  readonly parts: readonly Expression[];
}

/** `"${expression}"`: what it encloses, and not a text of it. */
export interface Wrapped extends Range {
  readonly kind: 'wrapped';
  readonly expression: Expression;
}

export interface Tuple extends Range {
  readonly kind: 'tuple';
  readonly items: readonly Expression[];
}

export interface ObjectExpression extends Range {
  readonly kind: 'object';
  readonly items: readonly { readonly key: Expression; readonly value: Expression }[];
}

export interface Conditional extends Range {
  readonly kind: 'conditional';
  readonly condition: Expression;
  readonly whenTrue: Expression;
  readonly whenFalse: Expression;
}

/** `%{for …}` of a template. */
export interface TemplateFor extends Range {
  readonly kind: 'template-for';
  readonly variables: readonly string[];
  readonly collection: Expression;
  readonly body: Expression;
}

/** A name with the attributes and constant indices after it. */
export interface Traversal extends Range {
  readonly kind: 'traversal';
}

export interface Opaque extends Range {
  readonly kind: 'opaque';
}

export interface Block extends Range {
  readonly type: string;
  readonly labels: readonly string[];
  readonly body: Body;
}

export interface Body {
  readonly attributes: ReadonlyMap<string, Expression>;
  readonly blocks: readonly Block[];
}
