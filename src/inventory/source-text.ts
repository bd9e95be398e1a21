import { indexLines, type LineIndex, type Place } from '../core/index.ts';
import type { SourceText } from './object.ts';

/** Many findings in a row stand at few places, such as the first line of a container. */
const PLACES_KEPT = 256;

/** A named text whose lines are counted when a position is first asked for. Places are shared by those who ask for the same one in a row. */
export function sourceText(name: string, text: string): SourceText {
  let lines: LineIndex | undefined;
  const index = (): LineIndex => (lines ??= indexLines(text));
  const places = new Map<string, Place>();
  const placeOf = (start: number, end: number): Place => {
    const key = `${start}-${end}`;
    let place = places.get(key);
    if (!place) {
      place = { file: name, range: index().rangeOf(start, Math.max(start, end)) };
      if (places.size >= PLACES_KEPT) places.clear();
      places.set(key, place);
    }
    return place;
  };
  return {
    name,
    text,
    placeOf,
    hasIgnores: /:ignore|hadolint/.test(text),
    lineAt: (line) => index().lineAt(line),
  };
}
