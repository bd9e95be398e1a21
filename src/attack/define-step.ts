import type { FieldPath } from '../core/index.ts';
import type { PolicyObject } from '../engines/rbac/index.ts';
import type { CandidateEdit } from './edits/candidate-edit.ts';
import type { Fact } from './facts.ts';
import type { Scene } from './scene/scene.ts';

/** Where in an attack a step stands. */
export const PHASES = {
  entry: 'Into the cluster',
  inside: 'Inside a container',
  node: 'From a container to its node',
  api: 'Through the API server',
  'from-node': 'From a node',
} as const;

export type Phase = keyof typeof PHASES;

/**
 * What else has to be so. `usual` is what a cluster does unless somebody has changed it, `open` is not known from what was read, and
 * `not-evaluated` hangs on a policy that nobody has evaluated.
 */
export interface Premise {
  readonly kind: 'usual' | 'open' | 'not-evaluated';
  readonly text: string;
}

export function usual(text: string): Premise {
  return { kind: 'usual', text };
}

export function open(text: string): Premise {
  return { kind: 'open', text };
}

/** Something in the files that a step rests on. Objects that every cluster has by itself are no object of the inventory. */
export interface Ground {
  readonly text: string;
  readonly object?: PolicyObject;
  readonly path?: FieldPath;
}

/** One way to take a step: whoever has all of `from` gets `to`. */
export interface Move {
  readonly from: readonly Fact[];
  readonly to: Fact;
  /** What the attacker does, as a sentence without a full stop; empty for what follows by itself. */
  readonly says: string;
  readonly premises?: readonly Premise[];
  readonly grounds?: () => readonly Ground[];
  /** Edits after any of which this move is not possible any more. */
  readonly cuts?: () => readonly CandidateEdit[];
}

/** A step that attackers take, and where it is possible in a cluster. */
export interface AttackStep {
  /** `phase/name`, never reused. */
  readonly id: string;
  readonly phase: Phase;
  readonly title: string;
  /** Exactly when it works, and why. */
  readonly condition: string;
  /** Techniques of MITRE ATT&CK for Containers. */
  readonly mitre: readonly string[];
  /** Techniques of the Microsoft threat matrix for Kubernetes. */
  readonly microsoft: readonly string[];
  readonly reference: string;
  /** How much it asks of an attacker, from 1 (one known command) on; what is open comes on top. */
  readonly effort: number;
  moves(scene: Scene): Iterable<Move>;
}

export function defineStep(step: AttackStep): AttackStep {
  return step;
}
