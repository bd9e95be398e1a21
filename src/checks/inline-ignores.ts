import { type FieldPath, isRecord, valueAt } from '../core/index.ts';
import type { Dockerfile, InventoryObject, SourceText } from '../inventory/index.ts';

/** An instruction in the manifest itself to leave a weakness out of the findings. */
export interface InlineIgnore {
  readonly kind: 'comment' | 'annotation';
  /** Ids as written: ours, another scanner's, or a pattern with `*`. */
  readonly ids: readonly string[];
  readonly reason: string;
}

const ANNOTATION = 'seawall.io/ignore';

/** `# seawall:ignore ID[,ID] reason`, or the forms that Trivy and hadolint read: `# trivy:ignore:ID`, `# hadolint ignore=ID[,ID]`. */
const COMMENT = /#\s*(?:seawall:ignore\s+([^\s#]+)[ \t]*([^#\n]*)|trivy:ignore:(\S+)|hadolint\s+ignore\s*=\s*([A-Za-z0-9, \t]+))/;

/** `# hadolint global ignore=ID[,ID]` covers its whole file. */
const GLOBAL_COMMENT = /^[ \t]*#[ \t]*hadolint[ \t]+global[ \t]+ignore[ \t]*=[ \t]*([A-Za-z0-9, \t]+)/gm;

/** The comments that concern a finding: at its line and, in a Dockerfile, at the instruction that the line is part of. */
export function commentsFor(source: InventoryObject | Dockerfile, path: FieldPath, line: number): InlineIgnore[] {
  if (!source.file.hasIgnores) return [];
  const own = commentsAt(source.file, line);
  if (!('stages' in source)) return own;
  const start = source.locate(path).place.range.start.line;
  const global = [...source.file.text.matchAll(GLOBAL_COMMENT)].map((match) => hadolintIgnore(match[1] ?? ''));
  return [...own, ...(start < line ? commentsAt(source.file, start) : []), ...global];
}

function hadolintIgnore(ids: string): InlineIgnore {
  return { kind: 'comment', ids: ids.split(',').map((id) => id.trim()), reason: 'hadolint ignore' };
}

/** Ignores that stand on the line of a finding or in comment lines directly above it. */
function commentsAt(file: SourceText, line: number): InlineIgnore[] {
  const found: InlineIgnore[] = [];
  for (let at = line; at > 0; at--) {
    const text = file.lineAt(at) ?? '';
    if (at < line && !/^\s*#/.test(text)) break;
    const match = COMMENT.exec(text);
    if (!match) continue;
    const [, own, reason = '', trivy, hadolint] = match;
    if (hadolint !== undefined) found.push(hadolintIgnore(hadolint));
    else found.push({ kind: 'comment', ids: (own ?? trivy ?? '').split(','), reason: reason.trim() || (trivy ? 'trivy:ignore' : '') });
  }
  return found;
}

/** Ignores in the annotations of an object, or of the pod template in it; they cover the whole object. */
export function annotationsOf(object: InventoryObject): InlineIgnore[] {
  const places = [['metadata', 'annotations'], ...object.pods.map((pod) => [...pod.metadataPath, 'annotations'])];
  return places.flatMap((path) => {
    const annotations = valueAt(object.value, path);
    return isRecord(annotations) ? Object.entries(annotations).flatMap(([key, value]) => readAnnotation(key, value)) : [];
  });
}

/** Our own annotation, and those by which other scanners are told the same, so that nobody has to write them twice. */
function readAnnotation(key: string, value: unknown): InlineIgnore[] {
  if (typeof value !== 'string') return [];
  const ignore = (ids: readonly string[], reason: string): InlineIgnore => ({ kind: 'annotation', ids, reason });
  if (key === ANNOTATION) {
    return value
      .split('\n')
      .map((line) => /^\s*(\S+)\s*(.*)$/.exec(line))
      .filter((match) => match !== null)
      .map((match) => ignore((match[1] ?? '').split(','), (match[2] ?? '').trim()));
  }
  if (key.startsWith('ignore-check.kube-linter.io/')) return [ignore([key.slice('ignore-check.kube-linter.io/'.length)], value || key)];
  if (/^checkov\.io\/skip\d+$/.test(key)) {
    const [id = '', reason = ''] = value.split(/=(.*)/s);
    return [ignore([id.trim()], reason.trim() || key)];
  }
  if (key === 'kube-score/ignore')
    return [
      ignore(
        value.split(',').map((id) => id.trim()),
        key,
      ),
    ];
  const polaris = /^polaris\.fairwinds\.com\/(.+)-exempt$/.exec(key);
  return polaris?.[1] && value === 'true' ? [ignore([polaris[1]], key)] : [];
}
