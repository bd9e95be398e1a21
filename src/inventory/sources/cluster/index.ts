export type { SnapshotProgress, SnapshotRequest, SnapshotResult } from './take-snapshot.ts';
export { takeSnapshot } from './take-snapshot.ts';
