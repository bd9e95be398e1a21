import { annotationsOf, commentsIn, type InlineIgnore, type Scanner } from '../checks/index.ts';
import type { Place } from '../core/index.ts';
import { type InputText, readInventory, sourceText } from '../inventory/index.ts';
import type { Entry } from './entry.ts';
import { resolveId } from './resolve-id.ts';

/**
 * Ignores for other scanners in the comments and annotations of what a scan would read. A scan follows them where they stand, so they
 * need no translation; those whose id no check stands for are followed by nobody.
 */
export function readInlineIgnores(inputs: readonly InputText[]): Entry[] {
  const entries = new Map<string, Entry>();
  const add = (ignore: InlineIgnore, place: Place): void => {
    for (const entry of describe(ignore, place))
      entries.set(`${place.file}:${place.range.start.line}:${place.range.start.column}:${entry.text}`, entry);
  };
  for (const { name, text } of inputs) {
    const file = sourceText(name, text);
    if (!file.hasIgnores) continue;
    let offset = 0;
    for (const line of text.split('\n')) {
      for (const ignore of commentsIn(line, name)) {
        const start = offset + Math.max(0, line.indexOf('#'));
        add(ignore, file.placeOf(start, offset + line.length));
      }
      offset += line.length + 1;
    }
  }
  for (const object of readInventory(inputs).objects) {
    for (const { ignore, path } of annotationsOf(object)) add(ignore, object.locate(path).place);
  }
  return [...entries.values()];
}

function describe({ scanner, ids, form, mistake }: InlineIgnore, place: Place): Entry[] {
  if (scanner === 'seawall') return [];
  return ids.map((id): Entry => {
    const why = mistake ?? (id === '*' ? undefined : reasonUnknown(scanner, id));
    const followed = 'understood where it stands';
    return {
      scanner,
      place,
      text: form.includes(id) || id === '*' ? form : `${form} ${id}`,
      translation: why === undefined ? { kind: 'needless', why: followed } : { kind: 'untranslated', why },
    };
  });
}

function reasonUnknown(scanner: Scanner, id: string): string | undefined {
  const resolved = resolveId(scanner, id);
  return resolved.kind === 'checks' ? undefined : resolved.why;
}
