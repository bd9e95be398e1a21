import type { Problem } from '../../../core/index.ts';
import { SNAPSHOT_SCHEMA, type SnapshotEnd, type SnapshotHeader, type SnapshotKind, type SnapshotResource } from '../../snapshot.ts';
import { cleanObject } from './clean-object.ts';
import { type ClientOptions, ClusterClient } from './client.ts';
import { type ConnectionOptions, findConnection } from './connection.ts';
import { ConnectionError } from './connection-error.ts';
import { discover } from './discovery.ts';
import { inOrder } from './in-order.ts';
import { type ListStep, listResource } from './list-resource.ts';
import { type Selection, selectResources } from './select-resources.ts';
import { type Resumed, SnapshotFile } from './snapshot-file.ts';

export interface SnapshotRequest {
  readonly connection: ConnectionOptions;
  readonly client: ClientOptions;
  readonly selection: Selection;
  readonly pageSize: number;
  readonly keepsSecretValues: boolean;
  readonly isResumed: boolean;
  /** Where to put it once the name of the context is known: the file, and the one that grows meanwhile. */
  readonly place: (name: string) => { readonly target: string | NodeJS.WritableStream; readonly partial: string };
  readonly tool: string;
  readonly now: () => Date;
  readonly onProgress?: (progress: SnapshotProgress) => void;
  /** Told of the `.partial` file as soon as there is one. */
  readonly onBegin?: (partial: string) => void;
}

export interface SnapshotProgress {
  readonly kind: string;
  readonly kindsDone: number;
  readonly kinds: number;
  readonly objects: number;
}

export type SnapshotResult =
  /** Nothing was read, and no file was touched. */
  | { readonly state: 'failed'; readonly problem: Problem }
  | {
      readonly state: 'complete' | 'cut-off';
      readonly header: SnapshotHeader;
      readonly kinds: readonly SnapshotKind[];
      readonly objects: number;
      readonly bytes: number;
      /** The finished file, or the `.partial` one; `undefined` for a stream. */
      readonly file: string | undefined;
      /** Why it was cut off. */
      readonly problem: Problem | undefined;
    };

/** Reads a cluster into a file. Never throws for what clusters, networks, kubeconfigs and disks do. */
export async function takeSnapshot(request: SnapshotRequest): Promise<SnapshotResult> {
  let client: ClusterClient | undefined;
  let taking: Taking | undefined;
  let isStream = false;
  try {
    const connection = findConnection(request.connection);
    client = new ClusterClient(connection, request.client);
    const { target, partial } = request.place(connection.name);
    isStream = typeof target !== 'string';
    const resumed = request.isResumed ? SnapshotFile.resume(partial) : undefined;
    if (resumed) requireSame(resumed, client.host, request);
    const header = resumed?.header ?? (await createHeader(client, connection.name, request));
    if (resumed) await client.get('/version');
    const file = resumed?.file ?? SnapshotFile.create(partial);
    request.onBegin?.(partial);
    taking = new Taking(client, request, header, file, resumed);
    await taking.run();
    const bytes = await file.finish(target);
    return taking.result('complete', bytes, typeof target === 'string' ? target : undefined, undefined);
  } catch (error) {
    if (!(error instanceof ConnectionError)) throw error;
    const problem: Problem = { code: 'unreadable', message: error.message, ...(error.hint === undefined ? {} : { hint: error.hint }) };
    if (!taking) return { state: 'failed', problem };
    if (isStream) taking.discard();
    return taking.result('cut-off', taking.size, isStream ? undefined : taking.path, problem);
  } finally {
    client?.close();
    taking?.close();
  }
}

async function createHeader(client: ClusterClient, context: string, request: SnapshotRequest): Promise<SnapshotHeader> {
  const { resources, failedGroups } = await discover(client);
  const { chosen, leftOut } = selectResources(resources, request.selection);
  if (chosen.length === 0) throw new ConnectionError('nothing is left to read', 'look at --kinds, --exclude and --namespace');
  const version = await client.get('/version');
  const { gitVersion, platform } = (version.kind === 'ok' ? version.value : {}) as { gitVersion?: string; platform?: string };
  return {
    seawall: 'snapshot',
    schemaVersion: SNAPSHOT_SCHEMA,
    tool: request.tool,
    server: { host: client.host, ...(gitVersion ? { version: gitVersion } : {}), ...(platform ? { platform } : {}) },
    context,
    taken: request.now().toISOString(),
    namespaces: request.selection.namespaces,
    secretValues: request.keepsSecretValues ? 'kept' : 'dropped',
    resources,
    leftOut,
    failedGroups,
  };
}

/** Half of one cluster and half of another, or half with secrets, would be a snapshot of nothing. */
function requireSame({ header, file }: Resumed, host: string, request: SnapshotRequest): void {
  const differs =
    header.server.host !== host
      ? `it is of ${header.server.host}, and this is ${host}`
      : (header.secretValues === 'kept') !== request.keepsSecretValues
        ? `in it the values of Secrets are ${header.secretValues}`
        : undefined;
  if (differs === undefined) return;
  file.close();
  throw new ConnectionError(`cannot go on with ${file.path}: ${differs}`, 'without --resume a snapshot is begun anew');
}

/** One run over the kinds that are not read yet. */
class Taking {
  readonly #client: ClusterClient;
  readonly #request: SnapshotRequest;
  readonly #header: SnapshotHeader;
  readonly #file: SnapshotFile;
  readonly #kinds: Map<string, SnapshotKind>;
  #objects: number;

  constructor(client: ClusterClient, request: SnapshotRequest, header: SnapshotHeader, file: SnapshotFile, resumed: Resumed | undefined) {
    this.#client = client;
    this.#request = request;
    this.#header = header;
    this.#file = file;
    this.#kinds = new Map((resumed?.kinds ?? []).map((mark) => [keyOf(mark), mark]));
    this.#objects = resumed?.objects ?? 0;
    if (!resumed) file.append(`${JSON.stringify(header)}\n`);
  }

  get path(): string {
    return this.#file.path;
  }

  get size(): number {
    return this.#file.size;
  }

  close(): void {
    this.#file.close();
  }

  discard(): void {
    this.#file.discard();
  }

  async run(): Promise<void> {
    const { resources, leftOut, namespaces } = this.#header;
    const skipped = new Set(leftOut.map(keyOf));
    const wanted = resources.filter((resource) => resource.verbs.includes('list') && !skipped.has(keyOf(resource)));
    const open = wanted.filter((resource) => this.#kinds.get(keyOf(resource))?.state !== 'read');
    const { pageSize, client } = this.#request;
    const lists = open.map((resource) => () => listResource(this.#client, resource, namespaces, pageSize));
    let begin = this.#file.size;
    let count = 0;
    for await (const { index, value: step } of inOrder(lists, client.concurrency)) {
      const resource = open[index];
      if (!resource) continue;
      if (step.kind === 'page') {
        count += this.#write(step.items, resource);
        this.#report(resource, wanted.length);
        continue;
      }
      // What is left of a kind that could not be read to its end would look like all of it.
      if (step.kind !== 'read') {
        this.#file.rewind(begin);
        this.#objects -= count;
        count = 0;
        if (step.kind === 'restart') continue;
      }
      this.#end(resource, step, count);
      begin = this.#file.size;
      count = 0;
    }
    const isComplete = this.#header.failedGroups.length === 0 && [...this.#kinds.values()].every(({ state }) => state === 'read');
    const end: SnapshotEnd = { seawall: 'end', objects: this.#objects, complete: isComplete };
    this.#file.append(`${JSON.stringify(end)}\n`);
  }

  result(state: 'complete' | 'cut-off', bytes: number, file: string | undefined, problem: Problem | undefined): SnapshotResult {
    return { state, header: this.#header, kinds: [...this.#kinds.values()], objects: this.#objects, bytes, file, problem };
  }

  #write(items: readonly unknown[], resource: SnapshotResource): number {
    let text = '';
    let count = 0;
    for (const item of items) {
      const object = cleanObject(item, resource, this.#request.keepsSecretValues);
      if (!object) continue;
      text += `${JSON.stringify(object)}\n`;
      count++;
    }
    this.#file.append(text);
    this.#objects += count;
    return count;
  }

  #end({ group, resource, kind }: SnapshotResource, step: ListEnd, count: number): void {
    const mark: SnapshotKind =
      step.kind === 'read'
        ? {
            seawall: 'kind',
            group,
            resource,
            kind,
            state: 'read',
            count,
            ...(step.resourceVersion === undefined ? {} : { resourceVersion: step.resourceVersion }),
            ...(step.isConsistent ? {} : { consistent: false }),
          }
        : { seawall: 'kind', group, resource, kind, state: step.kind, count, reason: step.reason };
    this.#kinds.set(keyOf(mark), mark);
    this.#file.append(`${JSON.stringify(mark)}\n`);
  }

  #report({ resource }: SnapshotResource, kinds: number): void {
    this.#request.onProgress?.({ kind: resource, kindsDone: this.#kinds.size, kinds, objects: this.#objects });
  }
}

type ListEnd = Exclude<ListStep, { kind: 'page' | 'restart' }>;

function keyOf({ group, resource }: { readonly group: string; readonly resource: string }): string {
  return `${group}/${resource}`;
}
