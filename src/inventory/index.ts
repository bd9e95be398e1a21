export { COMPONENTS, type Component, type ComponentName, type Flag, findComponents } from './component.ts';
export type { Base, Dockerfile, IgnoreFile, Instruction, Stage, State, Variables } from './dockerfile.ts';
export { isDockerfileName } from './dockerfile-name.ts';
export { type InputText, type Inventory, type InventoryOptions, readInventory } from './inventory.ts';
export { type InventoryObject, identityOf, type LocatedField, type SourceText } from './object.ts';
export type { SnapshotLine } from './read-snapshot.ts';
export {
  DROPPED_VALUE,
  parseSnapshotHeader,
  parseSnapshotKind,
  SNAPSHOT_SCHEMA,
  SNAPSHOT_START,
  type Snapshot,
  type SnapshotEnd,
  type SnapshotHeader,
  type SnapshotKind,
  type SnapshotResource,
} from './snapshot.ts';
export { sourceText } from './source-text.ts';
export { createWorld, type World } from './world.ts';
