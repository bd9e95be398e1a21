import type { BuiltinTable } from '../builtins/define.ts';
import type { Mark } from '../evaluate/observer.ts';
import type { DocNode, Get } from '../evaluate/runtime.ts';
import type { Annotations } from '../syntax/index.ts';
import type { Diagnostic } from './diagnostics.ts';

/** What all rules of a policy are compiled against. */
export interface Program {
  readonly root: DocNode;
  readonly builtins: BuiltinTable;
  readonly diagnostics: Diagnostic[];
  readonly options: { readonly indexing: boolean; readonly caching: boolean; readonly observed: boolean };
  /** All rules and expressions of a program that is compiled to be observed. */
  readonly marks: Mark[];
  nextId: number;
}

/** One rule or query under compilation: its variables' slots and the documents it reads. */
export class Unit {
  readonly program: Program;
  readonly module: string;
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
  temp(): string {
    return `_#t${++this.temps}`;
  }
}

export function getSlot(slot: number): Get {
  return (s) => s[slot];
}
