import { lastDayBefore } from '../checks/index.ts';
import { isRecord } from '../core/index.ts';
import type { SourceText } from '../inventory/index.ts';
import { type Entry, type EntryOrigin, exception, type SourceReading, untranslated } from './entry.ts';
import { resolveId } from './resolve-id.ts';
import { type Node, StructuredFile } from './structured-file.ts';

/*
 * https://trivy.dev/latest/docs/configuration/filtering/ describes both files; what they mean in detail is decided by
 * https://github.com/aquasecurity/trivy/blob/main/pkg/result/ignore.go: of a line, the first word is the id, `exp:` may stand in any
 * other, and the rest is passed over. An entry ends at the first moment of its day, so the day before is its last.
 */

/** `.trivyignore`: one id in a line. Comment lines above a group of lines, or a comment behind the id, are taken as its reason. */
export function readTrivyIgnore(file: SourceText): SourceReading {
  const entries: Entry[] = [];
  let comments: string[] = [];
  let isBelowEntry = false;
  let offset = 0;
  for (const raw of file.text.split('\n')) {
    const line = raw.trim();
    const start = offset + raw.indexOf(line);
    offset += raw.length + 1;
    if (line === '') {
      comments = [];
      isBelowEntry = false;
    } else if (line.startsWith('#')) {
      if (isBelowEntry) comments = [];
      isBelowEntry = false;
      comments.push(line.replace(/^#+\s*/, ''));
    } else {
      isBelowEntry = true;
      const [id = ''] = line.split(/\s/);
      const origin: EntryOrigin = { scanner: 'trivy', file, place: file.placeOf(start, start + line.length), text: id };
      entries.push(translateLine(origin, id, line, comments.join(' ')));
    }
  }
  return { entries, problems: [] };
}

function translateLine(origin: EntryOrigin, id: string, line: string, above: string): Entry {
  const date = /\sexp:(\S*)/.exec(line)?.[1];
  const expires = date === undefined ? undefined : lastDayBefore(date);
  if (date !== undefined && (expires === undefined || date.length !== 10)) {
    return untranslated(origin, `"${date}" is no date of the form 2026-12-31, so Trivy passes over this line`);
  }
  const behind = /\s#+\s*(.*)$/.exec(line)?.[1];
  return translate(origin, id, expires === undefined ? {} : { expires }, behind || above);
}

/** `.trivyignore.yaml`: entries under `misconfigurations` concern manifests, those under the other keys do not. */
export function readTrivyIgnoreYaml(file: SourceText): SourceReading {
  const source = new StructuredFile(file, 'trivy');
  const entries: Entry[] = [];
  if (!source.root) return source.reading(entries);
  for (const [key, section] of source.members(source.root)) {
    if (!Object.hasOwn(SECTIONS, key)) {
      entries.push(untranslated(source.origin(section, key), source.unknownKey(key, Object.keys(SECTIONS))));
      continue;
    }
    for (const item of source.items(section)) {
      const entry = translateItem(source, item, SECTIONS[key]);
      if (entry) entries.push(entry);
    }
  }
  return source.reading(entries);
}

const SECTIONS: Readonly<Record<string, string | undefined>> = {
  misconfigurations: undefined,
  vulnerabilities: 'a vulnerability of a package; seawall reads no packages',
  secrets: "a rule of Trivy's search for secrets in any file; seawall has no counterpart",
  licenses: 'a licence of a package; seawall reads no packages',
};

function translateItem(source: StructuredFile, item: Node, elsewhere: string | undefined): Entry | undefined {
  if (!isRecord(item.value)) {
    source.wrongType(item, 'a list of mappings with an id');
    return undefined;
  }
  const { id, paths, statement, expired_at: date } = item.value;
  const idNode = { value: id, path: [...item.path, 'id'] };
  if (typeof id !== 'string') {
    source.wrongType({ value: id ?? null, path: idNode.path }, 'a text');
    return undefined;
  }
  const origin = source.origin(idNode, id);
  if (elsewhere !== undefined) return untranslated(origin, elsewhere);
  if (statement !== undefined && typeof statement !== 'string') {
    source.wrongType({ value: statement, path: [...item.path, 'statement'] }, 'a text');
    return undefined;
  }
  const expires = typeof date === 'string' ? lastDayBefore(date) : undefined;
  if (date !== undefined && expires === undefined) {
    source.wrongType({ value: date, path: [...item.path, 'expired_at'] }, 'a date such as 2026-12-31');
    return undefined;
  }
  const files = paths === undefined ? [] : source.texts({ value: paths, path: [...item.path, 'paths'] });
  if (paths !== undefined && files.length === 0 && !(Array.isArray(paths) && paths.length === 0) && paths !== null) return undefined;
  return translate(
    origin,
    id,
    {
      ...(files.length === 0 ? {} : { files: files.map(({ value }) => value.replace(/^\.\//, '')) }),
      ...(expires === undefined ? {} : { expires }),
    },
    statement || source.commentOf(idNode),
  );
}

function translate(
  origin: EntryOrigin,
  id: string,
  scope: { readonly files?: readonly string[]; readonly expires?: string },
  reason: string | undefined,
): Entry {
  const resolved = resolveId('trivy', id);
  if (resolved.kind === 'unknown') return untranslated(origin, resolved.why);
  return exception(origin, resolved.checks, scope, reason);
}
