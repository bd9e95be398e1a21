import { isRecord, recordAt, stringAt } from '../../../core/index.ts';
import { DROPPED_VALUE, type SnapshotResource } from '../../snapshot.ts';

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** Shorter values of Secrets occur in other texts by chance. */
const SHORTEST_LEAK = 6;

/**
 * An object as a snapshot keeps it: with its kind, which members of lists may leave out, and without what repeats the rest of it
 * (`managedFields`, `last-applied-configuration`). Of a Secret only the keys stay, also where annotations repeat its values.
 * `undefined` for what is no object.
 */
export function cleanObject(
  item: unknown,
  { group, version, kind }: SnapshotResource,
  keepsSecretValues: boolean,
): Record<string, unknown> | undefined {
  if (!isRecord(item)) return undefined;
  const { apiVersion, kind: ownKind, metadata, ...rest } = item;
  const { managedFields: _, ...kept } = recordAt(metadata);
  const isSecret = group === '' && kind === 'Secret';
  const annotations = recordAt(kept, 'annotations');
  const cleaned =
    isSecret && !keepsSecretValues ? secretAnnotations(annotations, rest) : isSecret ? annotations : withoutLastApplied(annotations);
  const labels = recordAt(kept, 'labels');
  return {
    apiVersion: typeof apiVersion === 'string' ? apiVersion : group === '' ? version : `${group}/${version}`,
    kind: typeof ownKind === 'string' ? ownKind : kind,
    metadata: {
      ...kept,
      ...(isRecord(kept['annotations']) ? { annotations: cleaned } : {}),
      ...(isSecret && !keepsSecretValues && isRecord(kept['labels']) ? { labels: withoutValues(labels, rest) } : {}),
    },
    ...(isSecret && !keepsSecretValues ? withoutData(rest) : rest),
  };
}

function withoutLastApplied(annotations: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { [LAST_APPLIED]: _, ...rest } = annotations;
  return rest;
}

/** Of the annotation of kubectl the names of what it repeats, of any other one that holds a value nothing. */
function secretAnnotations(
  annotations: Readonly<Record<string, unknown>>,
  secret: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const { [LAST_APPLIED]: applied, ...rest } = annotations;
  const cleaned = withoutValues(rest, secret);
  return applied === undefined ? cleaned : { ...cleaned, [LAST_APPLIED]: appliedKeys(applied) };
}

function appliedKeys(applied: unknown): string {
  let value: unknown;
  try {
    value = JSON.parse(String(applied));
  } catch {
    return DROPPED_VALUE;
  }
  return JSON.stringify(withoutData({ data: recordAt(value, 'data'), stringData: recordAt(value, 'stringData') }));
}

/** A Secret is these fields, and any other one is as secret as they are. https://kubernetes.io/docs/reference/kubernetes-api/config-and-storage-resources/secret-v1/ */
function withoutData(secret: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { type, immutable, data, stringData } = secret;
  const dropped = (map: unknown): Record<string, string> =>
    Object.fromEntries(Object.keys(recordAt(map)).map((key) => [key, DROPPED_VALUE]));
  return {
    ...(type === undefined ? {} : { type }),
    ...(immutable === undefined ? {} : { immutable }),
    ...(isRecord(data) ? { data: dropped(data) } : {}),
    ...(isRecord(stringData) ? { stringData: dropped(stringData) } : {}),
  };
}

function withoutValues(texts: Readonly<Record<string, unknown>>, secret: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const values = Object.keys(recordAt(secret, 'data')).flatMap((key) => {
    const encoded = stringAt(secret, 'data', key) ?? '';
    const decoded = Buffer.from(encoded, 'base64').toString('utf8');
    return [encoded, decoded, decoded.trim(), JSON.stringify(decoded).slice(1, -1)].filter(({ length }) => length >= SHORTEST_LEAK);
  });
  const leaks = (text: unknown): boolean => typeof text === 'string' && values.some((value) => text.includes(value));
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, leaks(text) ? DROPPED_VALUE : text]));
}
