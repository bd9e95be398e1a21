import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type FieldPath, fail, indexLines, isRecord, type Outcome, type Place, type Problem, succeed } from '../../../core/index.ts';
import type { JsonObject } from '../../../engines/gatekeeper/index.ts';
import { readYaml } from '../../../formats/index.ts';
import { readText } from '../../../inventory/sources/index.ts';
import { listFiles } from '../list-files.ts';

/** An object with where it was written. */
export interface PlacedObject {
  readonly object: JsonObject;
  readonly document: ObjectDocument;
  /** Its path in the document, where it is not the whole of it. */
  readonly path?: FieldPath;
  /** The place of a field, or of the nearest one around it that is there. */
  placeOf(path: FieldPath): Place;
}

/** The document that an object stands in: its part of the text of a file. */
export interface ObjectDocument {
  readonly file: string;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export interface ReadObjects {
  readonly objects: readonly PlacedObject[];
  readonly problems: readonly Problem[];
}

/** The objects of files and folders; `-` is standard input. Everything readable is read, the rest is a problem. */
export function readObjects(paths: readonly string[], cwd: string): ReadObjects {
  const { files, problems } = listFiles(
    paths.filter((path) => path !== '-'),
    cwd,
  );
  const objects: PlacedObject[] = [];
  const found: Problem[] = [...problems];
  const add = (read: Outcome<readonly PlacedObject[]>): void => {
    found.push(...read.problems);
    if (read.ok) objects.push(...read.value);
  };
  for (const { path, isNamed } of files) {
    if (isNamed || /\.(?:ya?ml|json)$/i.test(path)) add(readObjectFile(path, cwd));
  }
  if (paths.includes('-')) add(parseObjects(readFileSync(0, 'utf8'), '-'));
  return { objects, problems: found };
}

/** The objects of one file; documents that are no maps are passed over. */
export function readObjectFile(path: string, cwd: string): Outcome<readonly PlacedObject[]> {
  const text = readText(resolve(cwd, path), path);
  return text.ok ? parseObjects(text.value, path) : text;
}

function parseObjects(text: string, file: string): Outcome<readonly PlacedObject[]> {
  const { documents, errors } = readYaml(text);
  const lines = indexLines(text);
  const problems = errors.map(({ message, offset }): Problem => {
    return { code: 'unparsable', message, place: { file, range: lines.rangeOf(offset, offset + 1) } };
  });
  const objects = documents.flatMap(({ value, locate, start: first, end: last }): readonly PlacedObject[] => {
    if (!isRecord(value) || Object.keys(value).length === 0) return [];
    const placeOf = (path: FieldPath): Place => {
      const { start, end } = locate(path);
      return { file, range: lines.rangeOf(start, end) };
    };
    return [{ object: value, document: { file, text, start: first, end: last }, placeOf }];
  });
  return objects.length === 0 && problems.length > 0 ? fail(...problems) : succeed(objects, problems);
}
