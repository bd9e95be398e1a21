/**
 * What the page of attack paths carries, made by `collectPaths` of the command line and read by the program in web/paths. What paths share is in it
 * once; numbers point into the tables of the same world.
 */
export interface PathsData {
  readonly version: string;
  /** What could not be read. */
  readonly problems: readonly { readonly message: string; readonly place: string }[];
  /** At least one; several where alternatives differ. */
  readonly worlds: readonly PathsWorld[];
}

export interface PathsWorld {
  /** Names of the alternatives; one empty name where there are none. */
  readonly names: readonly string[];
  readonly nodes: readonly PathsNode[];
  readonly kinds: readonly PathsStepKind[];
  readonly steps: readonly PathsStep[];
  readonly premises: readonly (readonly [kind: 'usual' | 'open' | 'not-evaluated', text: string])[];
  readonly grounds: readonly (readonly [text: string, place?: string])[];
  /** The cheaper, the smaller the cost. */
  readonly edits: readonly (readonly [title: string, risk: string, cost: number])[];
  readonly targets: readonly PathsTarget[];
  /** The worst first. */
  readonly stories: readonly PathsStory[];
  readonly matrices: readonly PathsMatrix[];
  /** What was not evaluated, or taken for granted. */
  readonly gaps: readonly string[];
  /** Starts from which nothing is reached. */
  readonly safe: readonly string[];
  /** Starts that were not looked at. */
  readonly leftOut: number;
  readonly fix?: PathsFix;
}

/** Something that an attacker has on the way. */
export interface PathsNode {
  /** `container`, `ServiceAccount`, `node` ... */
  readonly kind: string;
  readonly name: string;
  readonly title: string;
  readonly detail: string;
  readonly namespace?: string;
}

/** A step of the catalogue that a path takes. */
export interface PathsStepKind {
  readonly id: string;
  readonly phase: string;
  readonly title: string;
  readonly condition: string;
  readonly mitre: readonly string[];
  readonly microsoft: readonly string[];
  readonly reference: string;
}

export interface PathsStep {
  /** -1 where a target follows by itself. */
  readonly kind: number;
  readonly says: string;
  /** Nodes that are all needed. */
  readonly from: readonly number[];
  readonly to: number;
  readonly premises: readonly number[];
  readonly grounds: readonly number[];
  /** After any of these the step is not possible any more; the cheapest first. */
  readonly edits: readonly number[];
}

export interface PathsTarget {
  readonly title: string;
  /** How much falls with it, from 100 down. */
  readonly worth: number;
  /** Where it is drawn; -1 where it only falls with others. */
  readonly node: number;
}

export interface PathsStory {
  readonly kind: 'internet' | 'registry' | 'workload' | 'subject';
  /** Names of starts of which the same is true; the path of the first is told. */
  readonly starts: readonly string[];
  readonly target: number;
  /** In the order in which they are taken. */
  readonly steps: readonly number[];
  /** By which the target follows, where it is none of them. */
  readonly end?: number;
  /** Further targets that fall. */
  readonly also: readonly number[];
}

export interface PathsMatrix {
  readonly id: 'mitre' | 'microsoft';
  readonly title: string;
  readonly source: string;
  readonly tactics: readonly {
    readonly name: string;
    readonly cells: readonly (readonly [technique: string, title: string, isLookedFor: boolean, findings: number])[];
  }[];
}

/** The smallest set of edits with its proof, as `--fix` prints it. */
export interface PathsFix {
  readonly headline: string;
  readonly edits: readonly { readonly title: string; readonly effect: string; readonly without: string }[];
  readonly lists: readonly (readonly [heading: string, texts: readonly string[]])[];
  /** For a cluster whose manifests are not at hand. */
  readonly commands: readonly string[];
  readonly diff: string;
  readonly verdict: string;
}
