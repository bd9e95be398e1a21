import type { Problem } from '../../core/index.ts';
import { safeLines, safeText } from '../safe-text.ts';
import { type Fields, fields, type GoNode } from './go-json.ts';

/** An error as OPA gives it to programs. */
export interface OpaError {
  readonly message: string;
  readonly code?: string;
  readonly location?: { readonly file: string; readonly row: number; readonly col: number };
  /** The line that could not be parsed, and where in it. */
  readonly details?: { readonly line: string; readonly index: number };
}

const CODED = /^((?:rego|eval)_\w+): ([\s\S]*)$/;
/** What the engine calls the query where a module has its name. */
const QUERY = 'query';

/** Problems of the engine in OPA's terms; `textOf` gives the text of a module or of the query. */
export function opaErrors(problems: readonly Problem[], textOf: (file: string) => string | undefined): readonly OpaError[] {
  return problems.map(({ message: full, place, file }) => {
    const [, code, message = full] = CODED.exec(full) ?? [];
    if (!place) return { message: file === undefined ? full : `${file}: ${full}`, ...(code !== undefined && { code, message }) };
    const { line: row, column: col } = place.range.start;
    const location = { file: place.file === QUERY ? '' : place.file, row, col };
    const text = code === 'rego_parse_error' ? textOf(place.file)?.split('\n')[row - 1] : undefined;
    return {
      message,
      location,
      ...(code !== undefined && { code }),
      ...(text !== undefined && { details: { line: text, index: col - 1 } }),
    };
  });
}

export function errorNode({ message, code, location, details }: OpaError): Fields {
  return fields(
    ['message', message],
    ['code', code],
    ['location', location && locationNode(location)],
    ['details', details && fields(['line', details.line], ['idx', details.index])],
  );
}

export function locationNode({ file, row, col }: NonNullable<OpaError['location']>): GoNode {
  return fields(['file', file], ['row', row], ['col', col]);
}

/** Errors as people read them, ending in a line break: https://github.com/open-policy-agent/opa/blob/v1.13.1/v1/ast/errors.go */
export function errorText(errors: readonly OpaError[], phase: '' | ' during loading' = ''): string {
  const head = errors.length === 1 ? `1 error occurred${phase}: ` : `${errors.length} errors occurred${phase}:\n`;
  return `${head}${errors.map(oneError).join('\n')}\n`;
}

export function oneError({ message, code, location, details }: OpaError): string {
  const place = location && (location.file === '' ? `${location.row}:${location.col}` : `${location.file}:${location.row}`);
  const said = code === undefined ? message : `${code}: ${message}`;
  const where = details === undefined ? '' : `\n${pointAt(details)}`;
  return `${safeLines(`${place === undefined ? '' : `${place}: `}${said}`)}${where}`;
}

/** More of a line than this nobody reads. */
const MAX_LINE = 400;

/** The line, and a mark under the place; white space before it does not matter. */
function pointAt({ line, index }: NonNullable<OpaError['details']>): string {
  const from = line.length > MAX_LINE ? Math.max(0, index - MAX_LINE / 2) : 0;
  const part = line.slice(from, from + MAX_LINE);
  const shown = part.replace(/^[ \t]+/, '');
  return `\t${safeText(shown)}\n\t${' '.repeat(Math.max(0, index - from - (part.length - shown.length)))}^`;
}
