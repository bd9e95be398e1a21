import { type InventoryObject, identityOf } from './object.ts';

/**
 * Objects that can stand in one cluster together. A folder often holds alternatives of the same objects (an installation and its
 * highly available variant, overlays for several environments); each alternative is a world of its own.
 */
export interface World {
  /** The files or folders that set it apart from the other worlds; empty where there is only one world. */
  readonly name: string;
  readonly objects: readonly InventoryObject[];
  /**
   * The object of that name. Where either side does not say its namespace, every namespace fits, since the installation decides it.
   * Of several declarations in one file the last one counts, as it does when they are applied.
   */
  find(group: string, kind: string, namespace: string | undefined, name: string): InventoryObject | undefined;
  ofKind(group: string, kind: string): readonly InventoryObject[];
}

/** A world of `own` objects on top of those it shares with its alternatives. */
export function createWorld(name: string, own: readonly InventoryObject[], shared?: World): World {
  let byKind: Map<string, InventoryObject[]> | undefined;
  let byName: Map<string, InventoryObject[]> | undefined;
  const kinds = (): Map<string, InventoryObject[]> => (byKind ??= groupBy(own, (object) => `${object.group}/${object.kind}`));
  const names = (): Map<string, InventoryObject[]> =>
    (byName ??= groupBy(own, (object) => `${object.group}/${object.kind}/${object.name}`));
  return {
    name,
    get objects() {
      return shared ? [...shared.objects, ...own] : own;
    },
    ofKind: (group, kind) => {
      const found = kinds().get(`${group}/${kind}`) ?? [];
      return shared ? [...shared.ofKind(group, kind), ...found] : found;
    },
    find: (group, kind, namespace, wanted) =>
      names()
        .get(`${group}/${kind}/${wanted}`)
        ?.findLast((object) => namespace === undefined || object.namespace === undefined || object.namespace === namespace) ??
      shared?.find(group, kind, namespace, wanted),
  };
}

function groupBy(objects: readonly InventoryObject[], keyOf: (object: InventoryObject) => string): Map<string, InventoryObject[]> {
  const groups = new Map<string, InventoryObject[]>();
  for (const object of objects) {
    const key = keyOf(object);
    const group = groups.get(key);
    if (group) group.push(object);
    else groups.set(key, [object]);
  }
  return groups;
}

export interface Worlds {
  readonly worlds: readonly World[];
  /** Each declaration once: of equal declarations in several files only the first. */
  readonly objects: readonly InventoryObject[];
}

/** Separates alternatives. Files that contradict nothing belong to every world. */
export function separateWorlds(all: readonly InventoryObject[]): Worlds {
  const declarations = groupDeclarations(all);
  const objects = all.filter((object) => declarations.get(identityOf(object))?.first.has(object));
  const units = conflictUnits(declarations);
  if (units.size === 0) return { worlds: [createWorld('', objects)], objects };
  const { unitOf, own, free } = assignUnits(all, objects, units);
  const groups = colour(own, declarations);
  const worldOf = new Map(groups.flatMap((group, index) => group.map((unit) => [unit, index] as const)));
  const members = groups.map(() => [] as InventoryObject[]);
  for (const object of objects) {
    for (const world of worldsDeclaring(object, declarations, unitOf, worldOf)) members[world]?.push(object);
  }
  const shared = createWorld('', free);
  return { worlds: groups.map((group, index) => createWorld(nameWorld(group), members[index] ?? [], shared)), objects };
}

/** The worlds whose units declare this content, in whichever file. */
function worldsDeclaring(
  object: InventoryObject,
  declarations: ReadonlyMap<string, Declarations>,
  unitOf: ReadonlyMap<string, string>,
  worldOf: ReadonlyMap<string, number>,
): Set<number> {
  const declared = declarations.get(identityOf(object));
  const content = declared?.contentOf.get(object.file.name);
  const worlds = new Set<number>();
  for (const [file, other] of declared?.contentOf ?? []) {
    const world = worldOf.get(unitOf.get(file) ?? '');
    if (other === content && world !== undefined) worlds.add(world);
  }
  return worlds;
}

interface Declarations {
  /** One object for each distinct content. */
  readonly first: ReadonlySet<InventoryObject>;
  /** All files that declare it, with the number of the content they declare. */
  readonly contentOf: ReadonlyMap<string, number>;
}

function groupDeclarations(all: readonly InventoryObject[]): Map<string, Declarations> {
  const result = new Map<string, Declarations>();
  for (const [identity, group] of groupBy(all, identityOf)) {
    const contents = new Map<string, number>();
    const first = new Set<InventoryObject>();
    const contentOf = new Map<string, number>();
    for (const object of group) {
      const content = group.length === 1 ? '' : JSON.stringify([object.apiVersion, object.value]);
      if (!contents.has(content)) {
        contents.set(content, contents.size);
        first.add(object);
      }
      contentOf.set(object.file.name, contents.get(content) ?? 0);
    }
    result.set(identity, { first, contentOf });
  }
  return result;
}

/**
 * The files and folders that contradict each other. Of two contradicting files, each side's unit is the first step of its path in
 * which they differ: the file itself within one folder, else the folder (`base` against `overlays/dev`).
 */
function conflictUnits(declarations: ReadonlyMap<string, Declarations>): Set<string> {
  const units = new Set<string>();
  for (const { contentOf } of declarations.values()) {
    if (new Set(contentOf.values()).size < 2) continue;
    const files = [...contentOf.keys()].map((file) => file.split('/')).sort(comparePaths);
    for (const [index, file] of files.entries()) {
      const shared = Math.max(sharedSteps(file, files[index - 1]), sharedSteps(file, files[index + 1]));
      units.add(file.slice(0, shared + 1).join('/'));
    }
  }
  return units;
}

function comparePaths(a: readonly string[], b: readonly string[]): number {
  for (const [index, step] of a.entries()) {
    const other = b[index];
    if (other === undefined) return 1;
    if (step !== other) return step < other ? -1 : 1;
  }
  return a.length - b.length;
}

function sharedSteps(a: readonly string[], b: readonly string[] | undefined): number {
  if (!b) return 0;
  let count = 0;
  while (count < Math.min(a.length, b.length) - 1 && a[count] === b[count]) count++;
  return count;
}

interface Assignment {
  readonly unitOf: ReadonlyMap<string, string>;
  readonly own: ReadonlyMap<string, readonly InventoryObject[]>;
  /** Objects of files that belong to no unit. */
  readonly free: readonly InventoryObject[];
}

/** Each file belongs to the deepest unit above it, or to none: then it is shared by all worlds. */
function assignUnits(all: readonly InventoryObject[], objects: readonly InventoryObject[], units: ReadonlySet<string>): Assignment {
  const unitOf = new Map<string, string>();
  const own = new Map<string, InventoryObject[]>();
  const free: InventoryObject[] = [];
  for (const { file } of all) {
    if (!unitOf.has(file.name)) unitOf.set(file.name, unitAbove(file.name, units));
  }
  for (const object of objects) {
    const unit = unitOf.get(object.file.name) ?? '';
    if (unit === '') {
      free.push(object);
      continue;
    }
    const members = own.get(unit);
    if (members) members.push(object);
    else own.set(unit, [object]);
  }
  for (const unit of units) if (!own.has(unit)) own.set(unit, []);
  return { unitOf, own, free };
}

function unitAbove(file: string, units: ReadonlySet<string>): string {
  const steps = file.split('/');
  while (steps.length > 0 && !units.has(steps.join('/'))) steps.pop();
  return steps.join('/');
}

/** Puts units that do not contradict each other into the same world, greedily and in a fixed order. */
function colour(own: ReadonlyMap<string, readonly InventoryObject[]>, declarations: ReadonlyMap<string, Declarations>): string[][] {
  const worlds: string[][] = [];
  const taken: Map<string, number>[] = [];
  const full = new Map<string, number>();
  const units = [...own.keys()].sort((a, b) => a.split('/').length - b.split('/').length || (a < b ? -1 : 1));
  for (const unit of units) {
    const contents = contentsOf(unit, declarations, own);
    const world = firstFree(contents, taken, full);
    const map = (taken[world] ??= new Map());
    for (const [identity, content] of contents) {
      map.set(identity, content);
      full.set(identity, nextWithout(identity, taken, full.get(identity) ?? 0));
    }
    (worlds[world] ??= []).push(unit);
  }
  return worlds;
}

/** The first world in which nothing contradicts these contents. `full` says up to which world an identity is taken without a gap. */
function firstFree(
  contents: readonly (readonly [string, number])[],
  taken: readonly Map<string, number>[],
  full: ReadonlyMap<string, number>,
): number {
  const start = Math.max(0, ...contents.map(([identity]) => full.get(identity) ?? 0));
  for (let world = start; ; world++) {
    const known = taken[world];
    if (!known || contents.every(([identity, content]) => (known.get(identity) ?? content) === content)) return world;
  }
}

function nextWithout(identity: string, taken: readonly Map<string, number>[], from: number): number {
  let world = from;
  while (taken[world]?.has(identity) === true) world++;
  return world;
}

function contentsOf(
  unit: string,
  declarations: ReadonlyMap<string, Declarations>,
  own: ReadonlyMap<string, readonly InventoryObject[]>,
): [string, number][] {
  return (own.get(unit) ?? []).map((object) => {
    const identity = identityOf(object);
    return [identity, declarations.get(identity)?.contentOf.get(object.file.name) ?? 0];
  });
}

function nameWorld(units: readonly string[]): string {
  const shown = units.slice(0, 3).join(' + ');
  return units.length > 3 ? `${shown} + ${units.length - 3} more` : shown;
}
