// Source of truth: https://github.com/kubernetes/apiserver/blob/v0.37.2/pkg/apis/audit/v1/types.go and
// https://github.com/kubernetes/apiserver/blob/v0.37.2/pkg/endpoints/filters/authorization.go (the annotations)
import { isRecord, recordAt, stringAt } from '../../core/index.ts';
import type { AuditEvent, AuditObject, AuditUser } from './event.ts';
import { scanMembers } from './scan-members.ts';

export type ReadEvent =
  | { readonly kind: 'event'; readonly event: AuditEvent }
  /** JSON of another kind: several events in one, or nothing of an audit log. */
  | { readonly kind: 'other'; readonly objectKind: string }
  | { readonly kind: 'malformed'; readonly message: string };

const DECISION = 'authorization.k8s.io/decision';
const REASON = 'authorization.k8s.io/reason';

/** Escapes, and raw control characters, which are no part of a JSON string. */
// oxlint-disable-next-line no-control-regex -- control characters are what it is about
const NOT_PLAIN = /[\\\u0000-\u001f]/;

const NOBODY: AuditUser = { username: '', uid: '', groups: [], extra: {} };

const FIELDS = [
  'kind',
  'apiVersion',
  'auditID',
  'stage',
  'verb',
  'requestURI',
  'user',
  'impersonatedUser',
  'authenticationMetadata',
  'objectRef',
  'responseStatus',
  'requestReceivedTimestamp',
  'annotations',
] as const;
type Field = (typeof FIELDS)[number];
const INDEX: ReadonlyMap<string, number> = new Map(FIELDS.map((field, index) => [field, index]));

/** Values that many lines have in common are read once; that many are kept, and no longer ones than this. */
const MAX_CACHED = 20_000;
const MAX_CACHED_LENGTH = 4096;

export interface EventReader {
  /** Reads one line. Only the fields of an `AuditEvent` are read; of the rest, which is most of a line, the ends are found. */
  read(line: string): ReadEvent;
}

export function createEventReader(): EventReader {
  const starts = new Int32Array(FIELDS.length);
  const ends = new Int32Array(FIELDS.length);
  const users = new Map<string, AuditUser>();
  const values = new Map<string, unknown>();
  /** Whether texts of the line stand in it as they are. */
  let isPlain = false;
  const visit = (key: string, start: number, end: number): void => {
    const index = INDEX.get(key);
    if (index === undefined) return;
    // The last of two equal keys counts, for Go as for JSON.parse.
    starts[index] = start;
    ends[index] = end;
  };
  const valueOf = (line: string, field: Field): unknown => {
    const index = INDEX.get(field) ?? 0;
    const start = starts[index] ?? -1;
    if (start < 0) return undefined;
    const end = ends[index] ?? start;
    if (isPlain && line.charCodeAt(start) === 34) return line.slice(start + 1, end - 1);
    return JSON.parse(line.slice(start, end));
  };
  const cachedValue = (line: string, field: Field): unknown => {
    const index = INDEX.get(field) ?? 0;
    const start = starts[index] ?? -1;
    if (start < 0) return undefined;
    return cached(values, line.slice(start, ends[index]), (value) => value);
  };
  const userOf = (line: string, field: Field): AuditUser | undefined => {
    const index = INDEX.get(field) ?? 0;
    const start = starts[index] ?? -1;
    return start < 0 ? undefined : cached(users, line.slice(start, ends[index]), readUser);
  };
  return {
    read(line) {
      starts.fill(-1);
      isPlain = !NOT_PLAIN.test(line);
      if (!scanMembers(line, visit)) return { kind: 'malformed', message: 'not one JSON object' };
      try {
        const kind = valueOf(line, 'kind');
        const apiVersion = text(valueOf(line, 'apiVersion'));
        if (kind !== 'Event' || !apiVersion.startsWith('audit.k8s.io/')) return { kind: 'other', objectKind: text(kind) };
        const annotations = cachedValue(line, 'annotations');
        const status = cachedValue(line, 'responseStatus');
        const code = isRecord(status) ? status['code'] : undefined;
        return {
          kind: 'event',
          event: {
            apiVersion,
            auditID: text(valueOf(line, 'auditID')),
            stage: text(valueOf(line, 'stage')),
            verb: text(valueOf(line, 'verb')),
            requestURI: text(valueOf(line, 'requestURI')),
            user: userOf(line, 'user') ?? NOBODY,
            impersonatedUser: userOf(line, 'impersonatedUser'),
            impersonationConstraint: stringAt(cachedValue(line, 'authenticationMetadata'), 'impersonationConstraint') ?? '',
            objectRef: readObject(valueOf(line, 'objectRef')),
            code: typeof code === 'number' ? code : 0,
            decision: stringAt(annotations, DECISION) ?? '',
            decisionReason: stringAt(annotations, REASON) ?? '',
            time: text(valueOf(line, 'requestReceivedTimestamp')),
          },
        };
      } catch (error) {
        if (error instanceof SyntaxError) return { kind: 'malformed', message: 'not valid JSON' };
        throw error;
      }
    },
  };
}

function cached<T>(cache: Map<string, T>, source: string, read: (value: unknown) => T): T {
  const known = cache.get(source);
  if (known !== undefined) return known;
  const value = read(JSON.parse(source));
  if (source.length <= MAX_CACHED_LENGTH) {
    if (cache.size >= MAX_CACHED) cache.clear();
    // A slice would keep its whole line alive.
    cache.set(Buffer.from(source).toString(), value);
  }
  return value;
}

function readUser(value: unknown): AuditUser {
  const groups = isRecord(value) && Array.isArray(value['groups']) ? value['groups'] : [];
  const extra = Object.entries(recordAt(value, 'extra')).map(([key, list]) => [key, texts(list)] as const);
  return {
    username: own(stringAt(value, 'username')),
    uid: own(stringAt(value, 'uid')),
    groups: texts(groups).map(own),
    extra: Object.fromEntries(extra),
  };
}

function readObject(value: unknown): AuditObject | undefined {
  if (!isRecord(value)) return undefined;
  return {
    resource: text(value['resource']),
    subresource: text(value['subresource']),
    namespace: text(value['namespace']),
    name: text(value['name']),
    apiGroup: text(value['apiGroup']),
  };
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function own(value: string | undefined): string {
  return value ?? '';
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}
