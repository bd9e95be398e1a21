/** What a picture shows: boxes, boxes around boxes, and lines from one to another. */
export interface Graph {
  readonly nodes: readonly GraphNode[];
  readonly groups: readonly GraphGroup[];
  readonly lines: readonly GraphLine[];
}

export interface GraphNode {
  readonly id: string;
  readonly title: string;
  /** A second line in small letters. */
  readonly detail: string;
  /** A group of the same graph that the node stands in. */
  readonly group?: string;
  /** A third line. Where one node has one, all have room for it. */
  readonly note?: string;
  /** `folded` stands for a whole group and opens when it is clicked; `step` is a small one between others. */
  readonly kind: 'plain' | 'outside' | 'target' | 'step' | 'folded';
  /** Whether it stands before or behind all others, wherever its lines lead. */
  readonly side?: 'first' | 'last';
}

/** An open group; it folds when its title is clicked. */
export interface GraphGroup {
  readonly id: string;
  readonly title: string;
  readonly detail: string;
  readonly side?: 'first' | 'last';
}

export interface GraphLine {
  /** Positions of its ends among the nodes. */
  readonly from: number;
  readonly to: number;
  /** Drawn with dashes. */
  readonly isOpen: boolean;
  /** How many flows it stands for. */
  readonly weight: number;
}

/** A way through a picture: what it passes stands out, and its lines carry short texts. Ids are those of nodes and of lines. */
export interface Trail {
  readonly nodes: ReadonlySet<string>;
  readonly lines: ReadonlyMap<string, string>;
}

export function lineId({ nodes }: Graph, { from, to }: GraphLine): string {
  return `${nodes[from]?.id}>${nodes[to]?.id}`;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
