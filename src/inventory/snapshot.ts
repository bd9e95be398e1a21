import { isRecord, listAt, stringAt } from '../core/index.ts';

/** The format of a snapshot, in docs/snapshot.md. Readers refuse a higher number. */
export const SNAPSHOT_SCHEMA = 1;

/** How the first line of every snapshot begins, whatever its name. */
export const SNAPSHOT_START = '{"seawall":"snapshot",';

/** Stands in a snapshot for each value of a Secret; no text of this form is a value that a program could use. */
export const DROPPED_VALUE = '<dropped>';

/** A resource as the API server's discovery describes it. */
export interface SnapshotResource {
  readonly group: string;
  readonly version: string;
  /** The plural name that paths and RBAC rules use. */
  readonly resource: string;
  readonly singular: string;
  readonly kind: string;
  readonly shortNames: readonly string[];
  readonly namespaced: boolean;
  readonly verbs: readonly string[];
  readonly subresources: readonly { readonly name: string; readonly verbs: readonly string[] }[];
}

/** The first line. */
export interface SnapshotHeader {
  readonly seawall: 'snapshot';
  readonly schemaVersion: typeof SNAPSHOT_SCHEMA;
  /** The release of Seawall that took it. */
  readonly tool: string;
  readonly server: { readonly host: string; readonly version?: string; readonly platform?: string };
  readonly context?: string;
  /** When it was begun, RFC 3339. */
  readonly taken: string;
  /** The only namespaces that were read; empty for all. */
  readonly namespaces: readonly string[];
  readonly secretValues: 'dropped' | 'kept';
  readonly resources: readonly SnapshotResource[];
  /** Resources that were not to be read, with the reason. */
  readonly leftOut: readonly { readonly group: string; readonly resource: string; readonly reason: string }[];
  /** API groups whose resources the server could not list, such as those of an extension server that is down. */
  readonly failedGroups: readonly { readonly group: string; readonly version: string; readonly reason: string }[];
}

/** The line after the objects of a kind. Of several for one kind the last one counts. */
export interface SnapshotKind {
  readonly seawall: 'kind';
  readonly group: string;
  readonly resource: string;
  readonly kind: string;
  /** `refused`: the user may not; `failed`: anything else went wrong. */
  readonly state: 'read' | 'refused' | 'failed';
  readonly count: number;
  readonly resourceVersion?: string;
  readonly reason?: string;
  /** False where the list expired midway, so that what changed in between may be missing from it. */
  readonly consistent?: false;
}

/** The last line, by which a file that was cut off is recognized. */
export interface SnapshotEnd {
  readonly seawall: 'end';
  readonly objects: number;
  readonly complete: boolean;
}

/** What is known about a cluster beside its objects. */
export interface Snapshot {
  readonly file: string;
  readonly header: SnapshotHeader;
  readonly kinds: readonly SnapshotKind[];
  /** Whether its last line is there and says that everything asked for was read. */
  readonly isComplete: boolean;
  /** Whether the cluster may have objects of this kind, in this namespace where one is given, that are not in the snapshot. */
  isUnread(group: string, kind: string, namespace?: string): boolean;
}

export function createSnapshot(file: string, header: SnapshotHeader, kinds: readonly SnapshotKind[], isComplete: boolean): Snapshot {
  const states = new Map(kinds.map((mark) => [`${mark.group}/${mark.kind}`, mark.state]));
  const served = new Set(header.resources.map(({ group, kind }) => `${group}/${kind}`));
  const failed = new Set(header.failedGroups.map(({ group }) => group));
  return {
    file,
    header,
    kinds: [...new Map(kinds.map((mark) => [`${mark.group}/${mark.resource}`, mark])).values()],
    isComplete,
    isUnread: (group, kind, namespace) => {
      const key = `${group}/${kind}`;
      const state = states.get(key);
      if (state === undefined) return served.has(key) || failed.has(group);
      const isOutside = namespace !== undefined && header.namespaces.length > 0 && !header.namespaces.includes(namespace);
      return state !== 'read' || isOutside;
    },
  };
}

/** The header in a first line; a text that says why there is none. Fields of a wrong type are read as if they were missing. */
export function parseSnapshotHeader(value: unknown): SnapshotHeader | string {
  if (!isRecord(value) || value['seawall'] !== 'snapshot') return 'the first line is no header of a snapshot';
  if (value['schemaVersion'] !== SNAPSHOT_SCHEMA) {
    return `a snapshot of format ${JSON.stringify(value['schemaVersion'])}; this release of Seawall reads format ${SNAPSHOT_SCHEMA}`;
  }
  const text = (...path: string[]): string => stringAt(value, ...path) ?? '';
  const version = stringAt(value, 'server', 'version');
  const platform = stringAt(value, 'server', 'platform');
  const context = stringAt(value, 'context');
  return {
    seawall: 'snapshot',
    schemaVersion: SNAPSHOT_SCHEMA,
    tool: text('tool'),
    server: { host: text('server', 'host'), ...(version ? { version } : {}), ...(platform ? { platform } : {}) },
    ...(context ? { context } : {}),
    taken: text('taken'),
    namespaces: stringsAt(value, 'namespaces'),
    secretValues: value['secretValues'] === 'kept' ? 'kept' : 'dropped',
    resources: listAt(value, 'resources').filter(isRecord).map(toResource),
    leftOut: listAt(value, 'leftOut').map((item) => ({ ...groupAnd(item, 'resource'), reason: stringAt(item, 'reason') ?? '' })),
    failedGroups: listAt(value, 'failedGroups').map((item) => ({ ...groupAnd(item, 'version'), reason: stringAt(item, 'reason') ?? '' })),
  };
}

function groupAnd<K extends string>(item: unknown, key: K): { readonly group: string } & Readonly<Record<K, string>> {
  return { group: stringAt(item, 'group') ?? '', [key]: stringAt(item, key) ?? '' } as { group: string } & Record<K, string>;
}

function toResource(item: Readonly<Record<string, unknown>>): SnapshotResource {
  const text = (key: string): string => stringAt(item, key) ?? '';
  return {
    group: text('group'),
    version: text('version'),
    resource: text('resource'),
    singular: text('singular'),
    kind: text('kind'),
    shortNames: stringsAt(item, 'shortNames'),
    namespaced: item['namespaced'] === true,
    verbs: stringsAt(item, 'verbs'),
    subresources: listAt(item, 'subresources').map((one) => ({ name: stringAt(one, 'name') ?? '', verbs: stringsAt(one, 'verbs') })),
  };
}

function stringsAt(value: unknown, key: string): string[] {
  return listAt(value, key).filter((item) => typeof item === 'string');
}

/** The line after a kind, where this is one. */
export function parseSnapshotKind(value: Readonly<Record<string, unknown>>): SnapshotKind | undefined {
  const { group, resource, kind, state, count, resourceVersion, reason, consistent } = value;
  if (value['seawall'] !== 'kind' || typeof group !== 'string' || typeof resource !== 'string' || typeof kind !== 'string')
    return undefined;
  if ((state !== 'read' && state !== 'refused' && state !== 'failed') || typeof count !== 'number') return undefined;
  return {
    seawall: 'kind',
    group,
    resource,
    kind,
    state,
    count,
    ...(typeof resourceVersion === 'string' ? { resourceVersion } : {}),
    ...(typeof reason === 'string' ? { reason } : {}),
    ...(consistent === false ? { consistent } : {}),
  };
}
