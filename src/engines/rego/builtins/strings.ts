import { formatValue, isArray, typeName, type Value } from '../values/index.ts';
import { arrayAt, countAt, define, type Family, fault, listAt, objectAt, stringAt, stringsAt, typeFault } from './define.ts';
import { sprintf } from './sprintf.ts';
import { renderTemplate } from './template.ts';

function trimWhere(text: string, drop: (c: string) => boolean, left: boolean, right: boolean): string {
  const all = [...text];
  let from = 0;
  let to = all.length;
  if (left) while (from < to && drop(all[from] as string)) from++;
  if (right) while (to > from && drop(all[to - 1] as string)) to--;
  return all.slice(from, to).join('');
}

/** Each character by itself, as Go does: a change of case never changes how many there are. */
function mapCase(text: string, map: (c: string) => string): string {
  // oxlint-disable-next-line no-control-regex -- plain ASCII has no special cases
  if (/^[\u0000-\u007f]*$/.test(text)) return map('a') === 'A' ? text.toUpperCase() : text.toLowerCase();
  return Array.from(text, map).join('');
}

function cut(args: readonly Value[], left: boolean, right: boolean): string {
  const set = new Set(stringAt(args, 1));
  return trimWhere(stringAt(args, 0), (c) => set.has(c), left, right);
}

/** One text or several. */
function textsAt(args: readonly Value[], index: number): readonly string[] {
  const value = args[index] as Value;
  if (typeof value === 'string') return [value];
  if (!isArray(value) && typeName(value) !== 'set') return typeFault(index, 'one of {string, set, array}', typeName(value));
  return stringsAt(args, index);
}

function positions(text: string, search: string): number[] {
  const all = [...text];
  const wanted = [...search];
  const found: number[] = [];
  for (let i = 0; i + wanted.length <= all.length; i++) if (wanted.every((c, j) => all[i + j] === c)) found.push(i);
  return found;
}

function indexOf(args: readonly Value[]): Value {
  const text = stringAt(args, 0);
  const search = stringAt(args, 1);
  if (search === '') return fault('empty search character');
  const at = text.indexOf(search);
  return at < 0 ? -1 : Array.from(text.slice(0, at)).length;
}

function substring(args: readonly Value[]): Value {
  const text = stringAt(args, 0);
  const start = countAt(args, 1);
  const length = countAt(args, 2);
  if (start < 0) return fault('negative offset');
  const all = [...text];
  return all.slice(start, length < 0 ? undefined : start + length).join('');
}

export const strings: Family = {
  concat: define(2, (args) =>
    listAt(args, 1)
      .map((item, i, all) =>
        typeof item === 'string'
          ? item
          : typeFault(
              1,
              `${isArray(args[1]) ? 'array' : 'set'} of strings`,
              `${isArray(args[1]) ? 'array' : 'set'} containing ${typeName(all[i] as Value)}`,
            ),
      )
      .join(stringAt(args, 0)),
  ),
  contains: define(2, (args) => stringAt(args, 0).includes(stringAt(args, 1))),
  startswith: define(2, (args) => stringAt(args, 0).startsWith(stringAt(args, 1))),
  endswith: define(2, (args) => stringAt(args, 0).endsWith(stringAt(args, 1))),
  indexof: define(2, indexOf),
  indexof_n: define(2, (args) => {
    const search = stringAt(args, 1);
    return search === '' ? fault('empty search character') : positions(stringAt(args, 0), search);
  }),
  lower: define(1, (args) => mapCase(stringAt(args, 0), (c) => c.toLowerCase().slice(0, c.length))),
  upper: define(1, (args) => mapCase(stringAt(args, 0), (c) => (c.toUpperCase().length === c.length ? c.toUpperCase() : c))),
  split: define(2, (args) => {
    const by = stringAt(args, 1);
    return by === '' ? [...stringAt(args, 0)] : stringAt(args, 0).split(by);
  }),
  replace: define(3, (args) => {
    const [text, old, by] = [stringAt(args, 0), stringAt(args, 1), stringAt(args, 2)];
    return old === '' ? [...text].map((c) => by + c).join('') + by : text.replaceAll(old, () => by);
  }),
  'strings.replace_n': define(2, (args) => {
    const patterns = [...objectAt(args, 0).pairs()].map(
      ([old, by]) =>
        [stringAt([old], 0), typeof by === 'string' ? by : typeFault(0, 'object of strings', `object containing ${typeName(by)}`)] as const,
    );
    const text = stringAt(args, 1);
    let result = '';
    for (let at = 0; at < text.length; ) {
      const hit = patterns.find(([old]) => old !== '' && text.startsWith(old, at));
      result += hit ? hit[1] : text[at];
      at += hit ? hit[0].length : 1;
    }
    return result;
  }),
  'strings.reverse': define(1, (args) => [...stringAt(args, 0)].reverse().join('')),
  'strings.count': define(2, (args) => {
    const [text, search] = [stringAt(args, 0), stringAt(args, 1)];
    return search === '' ? [...text].length + 1 : text.split(search).length - 1;
  }),
  'strings.any_prefix_match': define(2, (args) => {
    const texts = textsAt(args, 0);
    const starts = textsAt(args, 1);
    return texts.some((text) => starts.some((start) => text.startsWith(start)));
  }),
  'strings.any_suffix_match': define(2, (args) => {
    const texts = textsAt(args, 0);
    const ends = textsAt(args, 1);
    return texts.some((text) => ends.some((end) => text.endsWith(end)));
  }),
  'strings.render_template': define(2, (args) => renderTemplate(stringAt(args, 0), objectAt(args, 1))),
  substring: define(3, substring),
  trim: define(2, (args) => cut(args, true, true)),
  trim_left: define(2, (args) => cut(args, true, false)),
  trim_right: define(2, (args) => cut(args, false, true)),
  trim_prefix: define(2, (args) => {
    const [text, start] = [stringAt(args, 0), stringAt(args, 1)];
    return text.startsWith(start) ? text.slice(start.length) : text;
  }),
  trim_suffix: define(2, (args) => {
    const [text, end] = [stringAt(args, 0), stringAt(args, 1)];
    return end !== '' && text.endsWith(end) ? text.slice(0, -end.length) : text;
  }),
  trim_space: define(1, (args) =>
    trimWhere(stringAt(args, 0), (c) => /[\t-\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/.test(c), true, true),
  ),
  sprintf: define(2, (args) => sprintf(stringAt(args, 0), arrayAt(args, 1))),
  'internal.print': define(1, (args, rt) => {
    rt.host.print?.(
      arrayAt(args, 0)
        .map((part) => (typeof part === 'string' ? part : formatValue(part)))
        .join(' '),
    );
    return true;
  }),
  print: {
    arity: -1,
    evaluate: () => true,
    // An argument that is undefined is printed as such rather than ending the body.
    special: (unit, gets, at) => {
      const place = unit.program.placeOf(unit.module, at);
      return (s, rt) => {
        const { print } = rt.host;
        if (print)
          print(
            gets
              .map((get) => get(s, rt))
              .map((part) => (part === undefined ? '<undefined>' : typeof part === 'string' ? part : formatValue(part)))
              .join(' '),
            place,
          );
        return true;
      };
    },
  },
};
