import type { Problem } from '../core/index.ts';
import type { Dockerfile, IgnoreFile } from './dockerfile.ts';
import type { InventoryObject } from './object.ts';
import { readDockerfile } from './read-dockerfile.ts';
import { readObjects } from './read-objects.ts';
import { readSnapshot, type SnapshotLine } from './read-snapshot.ts';
import { setAsideKustomizations } from './set-aside.ts';
import { setAsideOwned } from './set-aside-owned.ts';
import type { Snapshot } from './snapshot.ts';
import { sourceText } from './source-text.ts';
import { separateWorlds, type World } from './world.ts';

/** A text to read objects from. `name` is what reports call it: relative to where the user stands, with forward slashes. */
export interface InputText {
  readonly name: string;
  readonly text: string;
  /** Set for a Dockerfile: the `.dockerignore` that goes with it. Everything else is read as YAML. */
  readonly dockerfile?: IgnoreFile;
  /** The text of the lock file that names the digests of its images, where there is one. */
  readonly lockFile?: string;
  /** Set for a snapshot of a cluster, which is read line by line; `text` is then empty. */
  readonly snapshot?: { readonly bytes: number; lines(): Iterable<SnapshotLine> };
}

export interface InventoryOptions {
  /** Where an installation would put objects that name no namespace. */
  readonly namespace?: string;
}

/** Everything that was read, unchanging. Objects are in the order of files and documents; each belongs to at least one world. */
export interface Inventory {
  readonly objects: readonly InventoryObject[];
  readonly worlds: readonly World[];
  readonly dockerfiles: readonly Dockerfile[];
  /** What is known of the clusters that objects were read from. */
  readonly snapshots: readonly Snapshot[];
  /** Pods and workloads made by others among the objects; they are in no world, since who made them is judged. */
  readonly owned: readonly InventoryObject[];
  readonly problems: readonly Problem[];
  readonly counts: { readonly files: number; readonly documents: number; readonly foreign: number };
}

export function readInventory(inputs: Iterable<InputText>, options: InventoryOptions = {}): Inventory {
  const all: InventoryObject[] = [];
  const dockerfiles: Dockerfile[] = [];
  const problems: Problem[] = [];
  const snapshots: Snapshot[] = [];
  const counts = { files: 0, documents: 0, foreign: 0 };
  for (const { name, text, dockerfile: ignoreFile, lockFile, snapshot } of inputs) {
    counts.files++;
    if (snapshot) {
      const read = readSnapshot(name, snapshot.lines());
      for (const object of read.objects) all.push(object);
      for (const problem of read.problems) problems.push(problem);
      if (read.snapshot) snapshots.push(read.snapshot);
      counts.documents += read.objects.length;
      continue;
    }
    if (ignoreFile) {
      const { dockerfile, problems: found } = readDockerfile(sourceText(name, text), ignoreFile, lockFile);
      if (dockerfile) dockerfiles.push(dockerfile);
      problems.push(...found);
      continue;
    }
    const read = readObjects(sourceText(name, text), options.namespace);
    for (const object of read.objects) all.push(object);
    for (const problem of read.problems) problems.push(problem);
    counts.documents += read.documents;
    counts.foreign += read.foreign;
  }
  const kept = setAsideKustomizations(all);
  const { objects, owned, problems: notices } = setAsideOwned(kept.objects);
  return { ...separateWorlds(objects), dockerfiles, snapshots, owned, problems: [...problems, ...kept.problems, ...notices], counts };
}
