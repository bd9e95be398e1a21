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
  /** `folded` stands for a whole group and opens when it is clicked. */
  readonly kind: 'plain' | 'outside' | 'folded';
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

export function lineId({ nodes }: Graph, { from, to }: GraphLine): string {
  return `${nodes[from]?.id}>${nodes[to]?.id}`;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}
