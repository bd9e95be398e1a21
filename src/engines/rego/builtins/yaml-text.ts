import { readYaml } from '../../../formats/index.ts';
import { formatJson, formatNumber, isArray, isNumber, RegoObject, RegoSet, type Value } from '../values/index.ts';

/** YAML as go-yaml writes it, on which yaml.marshal rests: lists under a key are not indented, texts are plain where they can be. */
export function writeYaml(value: Value): string {
  const text = block(value, 0);
  return `${text.startsWith('\n') ? text.slice(1) : text.trimStart()}\n`;
}

/** A value after its key or dash: a text that begins with a space, or lines that begin with a line break. */
function block(value: Value, indent: number): string {
  const margin = ' '.repeat(indent);
  const items = value instanceof RegoSet ? value.values() : value;
  if (isArray(items)) {
    if (items.length === 0) return ' []';
    return items.map((item) => `\n${margin}-${nested(item, indent)}`).join('');
  }
  if (!(items instanceof RegoObject)) return ` ${scalar(items, indent)}`;
  if (items.size === 0) return ' {}';
  const members = [...items.pairs()].map(([key, member]): readonly [string, Value] => [
    typeof key === 'string' ? key : formatJson(key),
    member,
  ]);
  return members
    .map(([key, member]) => {
      const isList = isArray(member) || member instanceof RegoSet;
      return `\n${margin}${scalar(key, indent)}:${block(member, isList ? indent : indent + 2)}`;
    })
    .join('');
}

/** What follows a dash stands on its line. */
function nested(item: Value, indent: number): string {
  const text = block(item, indent + 2);
  return text.startsWith('\n') ? ` ${text.slice(indent + 3)}` : text;
}

function scalar(value: Value, indent: number): string {
  if (typeof value !== 'string') return isNumber(value) ? formatNumber(value) : String(value);
  if (value.includes('\n') && /^[\t\n\u0020-\u007e\u00a0-\ud7ff\ue000-\ufffd]*$/.test(value) && !/^\s|[ \t]\n/.test(value))
    return literal(value, indent);
  if (needsEscapes(value)) return JSON.stringify(value);
  if (isAmbiguous(value)) return JSON.stringify(value);
  return isPlain(value) ? value : `'${value.replaceAll("'", "''")}'`;
}

function literal(value: string, indent: number): string {
  const body = value.replace(/\n+$/, '');
  const ends = value.length - body.length;
  const mark = ends === 0 ? '|-' : ends === 1 ? '|' : '|+';
  const margin = ' '.repeat(indent);
  const lines = body.split('\n').map((line) => (line === '' ? '' : margin + line));
  return `${mark}\n${lines.join('\n')}${'\n'.repeat(Math.max(ends - 1, 0))}`;
}

function needsEscapes(text: string): boolean {
  return !/^[\u0020-\u007e\u00a0-\ud7ff\ue000-\ufefe\uff00-\ufffd\ud800-\udfff]*$/.test(text);
}

/** Texts that would be read as something else: numbers, booleans of YAML 1.1, dates and null. */
function isAmbiguous(text: string): boolean {
  if (text === '' || /^(?:y|n|yes|no|on|off|true|false|null|~)$/i.test(text)) return true;
  if (/^[-+]?(?:\.?[0-9]|\.(?:inf|nan))/i.test(text)) {
    const [document] = readYaml(text).documents;
    return (
      typeof document?.value !== 'string' ||
      /^\d{4}-\d\d?-\d\d?|^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+/.test(text) ||
      /^[-+]?0[bo]?[0-7_]+$/.test(text)
    );
  }
  return false;
}

function isPlain(text: string): boolean {
  return !/^[-?:](?:\s|$)|^[,[\]{}#&*!|>'"%@`]|^\s|\s$|:(?:\s|$)|\s#|^(?:---|\.\.\.)/.test(text);
}
