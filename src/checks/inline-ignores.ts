import { type FieldPath, type Finding, isRecord, valueAt } from '../core/index.ts';
import { type Dockerfile, type InventoryObject, isDockerfileName, type SourceText } from '../inventory/index.ts';
import { lastDayBefore } from './expiry.ts';
import type { Scanner } from './standards.ts';

/** An instruction in the manifest itself to leave a weakness out of the findings. */
export interface InlineIgnore {
  readonly kind: 'comment' | 'annotation';
  /** Whose form it is written in. */
  readonly scanner: Scanner | 'seawall';
  /** What it looks like, for people: the key of the annotation, or the comment up to its ids. */
  readonly form: string;
  /** Ids as written: ours, another scanner's, or a pattern with `*`. */
  readonly ids: readonly string[];
  readonly reason: string;
  /** The last day on which it holds, as `YYYY-MM-DD` (UTC). */
  readonly expires?: string;
  /** Why the scanner whose form it is would not follow it; then nobody does. */
  readonly mistake?: string;
  /** How far it reaches: one line, everything that begins there, or the whole file. */
  readonly reach: 'line' | 'block' | 'file';
}

export interface PlacedAnnotation {
  readonly ignore: InlineIgnore;
  /** From the root of the object. */
  readonly path: FieldPath;
}

/** `# seawall:ignore ID[,ID] reason` */
const SEAWALL = /#\s*seawall:ignore\s+([^\s#]+)[ \t]*([^#\n]*)/;

/** `#trivy:ignore:ID[:exp:DATE]`, several of them behind each other: https://github.com/aquasecurity/trivy/blob/main/pkg/iac/ignore/parse.go */
const TRIVY = /(?:^|[\s#])#*(trivy|tfsec):ignore:([^\s:[]+)(?:\[[^\]\s]*\])?(?::exp:(\S*))?/g;

/** `# hadolint [global] ignore=DL3008,DL3009 # reason`, alone on its line: https://github.com/hadolint/hadolint/blob/master/src/Hadolint/Pragma.hs */
const HADOLINT = /^\s*#\s*hadolint\s+(global\s+)?ignore\s*=\s*([DLSC\d]+(?:\s*,\s*[DLSC\d]+)*)\s*(?:#\s*(.*))?$/;

/** `#checkov:skip=ID:reason`, which Checkov reads in Dockerfiles for the whole file, and not in manifests. */
const CHECKOV = /#.*?\b(?:checkov|bridgecrew):skip= *([A-Z_\d]+)(?::([^\n]+))?/;

const CONTAINERS: ReadonlySet<string | number> = new Set(['containers', 'initContainers', 'ephemeralContainers']);

/** The ignores in the comments of one line of a file. */
export function commentsIn(line: string, fileName: string): InlineIgnore[] {
  if (!line.includes('#')) return [];
  const found: InlineIgnore[] = [];
  const own = SEAWALL.exec(line);
  if (own) {
    const [, ids = '', reason = ''] = own;
    found.push({ kind: 'comment', scanner: 'seawall', form: 'seawall:ignore', ids: ids.split(','), reason: reason.trim(), reach: 'line' });
  }
  const comment = line.slice(line.indexOf('#'));
  for (const [, prefix = '', id = '', date] of comment.matchAll(TRIVY)) found.push(trivyIgnore(prefix, id, date));
  if (isDockerfileName(fileName)) found.push(...dockerfileIgnores(line));
  return found;
}

function trivyIgnore(prefix: string, id: string, date: string | undefined): InlineIgnore {
  const expires = date === undefined ? undefined : lastDayBefore(date);
  const isWrong = date !== undefined && (expires === undefined || date.length !== 10);
  return {
    kind: 'comment',
    scanner: 'trivy',
    form: `${prefix}:ignore:${id}${date === undefined ? '' : `:exp:${date}`}`,
    ids: [id],
    reason: `${prefix}:ignore`,
    reach: 'block',
    ...(expires === undefined ? {} : { expires }),
    ...(isWrong ? { mistake: `"${date}" is no date of the form 2026-12-31, so Trivy does not follow it` } : {}),
  };
}

function dockerfileIgnores(line: string): InlineIgnore[] {
  const checkov = CHECKOV.exec(line);
  const hadolint = HADOLINT.exec(line);
  const found: InlineIgnore[] = [];
  if (checkov?.[1]) {
    const reason = checkov[2]?.trim() || 'checkov:skip';
    found.push({ kind: 'comment', scanner: 'checkov', form: `checkov:skip=${checkov[1]}`, ids: [checkov[1]], reason, reach: 'file' });
  }
  if (hadolint?.[2]) {
    const form = hadolint[1] ? 'hadolint global ignore' : 'hadolint ignore';
    found.push({
      kind: 'comment',
      scanner: 'hadolint',
      form,
      ids: hadolint[2].split(',').map((id) => id.trim()),
      reason: hadolint[3]?.trim() || form,
      reach: hadolint[1] ? 'file' : 'block',
    });
  }
  return found;
}

/**
 * Ignores in comments that reach a finding: on its line or in comment lines directly above it; for the forms of other scanners, which
 * place findings at the beginning of a container or an instruction, also at the lines where what it lies in begins.
 */
export function commentsAt(object: InventoryObject | Dockerfile, finding: Pick<Finding, 'path' | 'origin'>): InlineIgnore[] {
  const line = finding.origin[0]?.place.range.start.line;
  if (!object.file.hasIgnores || line === undefined) return [];
  const { path } = finding;
  // Scanners place what they find in a container at the container, not at the pod or the object around it.
  const outermost = path.findIndex((step) => CONTAINERS.has(step)) + 1;
  const isDockerfile = 'stages' in object;
  // No comment can stand inside an instruction, so one above it is about all of its lines.
  const around = isDockerfile ? [path] : path.slice(outermost).map((_, index) => path.slice(0, outermost + index));
  const begins = new Set(around.map((outer) => object.locate(outer).place.range.start.line));
  begins.delete(line);
  return [
    ...commentsAround(object.file, line),
    ...[...begins].flatMap((begin) => commentsAround(object.file, begin)).filter(({ reach }) => reach === 'block' || isDockerfile),
    ...commentsForFile(object.file),
  ];
}

function commentsAround(file: SourceText, line: number): InlineIgnore[] {
  const found: InlineIgnore[] = [];
  for (let at = line; at > 0; at--) {
    const text = file.lineAt(at) ?? '';
    if (at < line && !/^\s*#/.test(text)) break;
    const isNear = at >= line - 1;
    found.push(...commentsIn(text, file.name).filter(({ scanner, reach }) => reach !== 'file' && (isNear || scanner !== 'hadolint')));
  }
  return found;
}

const forFile = new WeakMap<SourceText, readonly InlineIgnore[]>();

function commentsForFile(file: SourceText): readonly InlineIgnore[] {
  if (!isDockerfileName(file.name)) return [];
  let known = forFile.get(file);
  if (!known) {
    known = file.text.split('\n').flatMap((line) => commentsIn(line, file.name).filter(({ reach }) => reach === 'file'));
    forFile.set(file, known);
  }
  return known;
}

/** Ignores in the annotations of an object, or of the pod template in it; they cover the whole object. */
export function annotationsOf(object: InventoryObject): PlacedAnnotation[] {
  const places = [['metadata', 'annotations'], ...object.pods.map((pod) => [...pod.metadataPath, 'annotations'])];
  const paths = new Map(places.map((path) => [path.join('\n'), path]));
  return [...paths.values()].flatMap((path) => {
    const annotations = valueAt(object.value, path);
    if (!isRecord(annotations)) return [];
    return Object.entries(annotations).flatMap(([key, value]) =>
      readAnnotation(key, value).map((ignore) => ({ ignore, path: [...path, key] })),
    );
  });
}

/** Our own annotation, and those by which other scanners are told the same, so that nobody has to write them twice. */
function readAnnotation(key: string, value: unknown): InlineIgnore[] {
  if (typeof value !== 'string') return [];
  const ignore = (scanner: InlineIgnore['scanner'], ids: readonly string[], reason: string): InlineIgnore[] => [
    { kind: 'annotation', scanner, form: key, ids, reason, reach: 'file' },
  ];
  if (key === 'seawall.io/ignore') {
    return value
      .split('\n')
      .map((line) => /^\s*(\S+)\s*(.*)$/.exec(line))
      .filter((match) => match !== null)
      .flatMap((match) => ignore('seawall', (match[1] ?? '').split(','), (match[2] ?? '').trim()));
  }
  // https://github.com/stackrox/kube-linter/blob/main/pkg/ignore/ignore.go
  if (key === 'kube-linter.io/ignore-all') return ignore('kube-linter', ['*'], value || key);
  if (key.startsWith('ignore-check.kube-linter.io/'))
    return ignore('kube-linter', [key.slice('ignore-check.kube-linter.io/'.length)], value || key);
  // https://github.com/bridgecrewio/checkov/blob/main/checkov/kubernetes/kubernetes_utils.py
  if (/(?:checkov|bridgecrew)\.io\/skip/.test(key)) {
    const [id = '', reason = ''] = value.split(/=(.*)/s);
    return ignore('checkov', [id.trim()], reason.trim() || key);
  }
  // https://github.com/zegl/kube-score/blob/master/README.md#ignoring-a-test
  if (key === 'kube-score/ignore') {
    const ids = value.split(',').map((id) => id.trim());
    return ignore('kube-score', ids, key);
  }
  // https://polaris.docs.fairwinds.com/customization/exemptions/
  const polaris = /^polaris\.fairwinds\.com\/(?:(.+)-)?exempt$/.exec(key);
  return polaris && value.toLowerCase() === 'true' ? ignore('polaris', [polaris[1] ?? '*'], key) : [];
}
