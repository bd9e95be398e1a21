import type { Place } from '../../../core/index.ts';
import type { BuiltinTable } from '../builtins/define.ts';
import type { Mark } from '../evaluate/observer.ts';
import type { DocNode, Exec, Get } from '../evaluate/runtime.ts';
import type { Annotations, Literal, Term } from '../syntax/index.ts';
import type { Surroundings } from '../types/index.ts';
import type { Diagnostic } from './diagnostics.ts';
import type { Bound } from './safety.ts';

/** What is left of a body, for the variables that have values by then. */
export type Then = (bound: Bound) => Exec;

/** What compiling a term needs of the parts that build on it. */
export interface Compiler {
  body(unit: Unit, body: readonly Literal[], bound: Bound, outer: ReadonlySet<string>, then: Then): Exec;
  hoist(unit: Unit, terms: readonly Term[], bound: Bound, k: (terms: readonly Term[], bound: Bound) => Exec): Exec;
  term(unit: Unit, term: Term, bound: Bound): Get;
  reference(unit: Unit, ref: Term & { readonly kind: 'ref' }, bound: Bound): Get;
}

/** What all rules of a policy are compiled against. */
export interface Program {
  readonly root: DocNode;
  readonly builtins: BuiltinTable;
  readonly compiler: Compiler;
  readonly diagnostics: Diagnostic[];
  readonly options: {
    readonly indexing: boolean;
    readonly caching: boolean;
    readonly observed: boolean;
    readonly strict: boolean;
    readonly tests: boolean;
  };
  /** Where an offset of a module is; nowhere for one of a query. */
  placeOf(module: string, at: number): Place | undefined;
  /** All rules and expressions of a program that is compiled to be observed. */
  readonly marks: Mark[];
  /** What the types of the rules are, once they have been checked. */
  types?: Surroundings;
  nextId: number;
}

/** Stands where the name of a module does. */
export const QUERY = 'query';

/** One rule or query under compilation: its variables' slots and the documents it reads. */
export class Unit {
  readonly program: Program;
  readonly module: string;
  readonly isQuery: boolean;
  /** Whether builtins that version 1 gave up may be called. */
  allowsDeprecated: boolean = true;
  readonly reads: Set<DocNode> = new Set();
  readonly chain: readonly { readonly path: readonly string[]; readonly annotations: Annotations | undefined }[];
  /** The rule in a program that is observed, and where the expressions of its own body begin. */
  mark: Mark | undefined;
  top: ReadonlySet<number> = new Set();
  private readonly slots = new Map<string, number>();
  private temps = 0;
  size: number;

  constructor(program: Program, reserved: number, module: string, chain: Unit['chain'] = []) {
    this.program = program;
    this.size = reserved;
    this.module = module;
    this.isQuery = module === QUERY;
    this.chain = chain;
  }

  slot(name: string): number {
    let slot = this.slots.get(name);
    if (slot === undefined) {
      slot = this.size++;
      this.slots.set(name, slot);
    }
    return slot;
  }
  place(name: string, slot: number): void {
    this.slots.set(name, slot);
  }
  /** A variable that no user can name. */
  /** A name for what is evaluated before a negation; it waits for its value as any variable does. */
  argument(): string {
    return `#${++this.temps}`;
  }

  temp(): string {
    return `_#t${++this.temps}`;
  }
}

export function getSlot(slot: number): Get {
  return (s) => s[slot];
}

export function extend(bound: Bound, names: Iterable<string>): Bound {
  const result = new Set(bound);
  for (const name of names) result.add(name);
  return result;
}

/** The number of arguments a function takes, below zero for any number. */
export function arityOf(program: Program, operator: readonly string[]): number | undefined {
  const known = program.builtins.arity(operator);
  if (known !== undefined || operator[0] !== 'data') return known;
  let node = program.root;
  for (const name of operator.slice(1)) {
    const child = node.children.get(name);
    if (!child) return undefined;
    node = child;
  }
  return node.definition?.kind === 'function' ? node.definition.arity : undefined;
}
