import { basename, extname } from 'node:path';
import { fail, indexLines, type Outcome, succeed } from '../../../core/index.ts';
import { fromHost, parseJson, type Value } from '../../../engines/rego/index.ts';
import { readYaml } from '../../../formats/index.ts';

/** The parsers that --parser and parse_config can name. */
export const PARSER_NAMES: readonly string[] = ['json', 'yaml'];

export interface ParseContext {
  readonly file: string;
  readonly protoFiles?: readonly { readonly name: string; readonly text: string }[];
}

/** The parser that a file name asks for. */
export function parserFor(path: string): string | undefined {
  const extension = extname(basename(path)).toLowerCase();
  if (extension === '.yaml' || extension === '.yml') return 'yaml';
  return extension === '.json' ? 'json' : undefined;
}

/** The values of a text, one for each of its documents. */
export async function parseConfiguration(
  parser: string,
  text: string,
  context: ParseContext,
): Promise<Outcome<{ readonly documents: readonly Value[] }>> {
  return parseConfigurationNow(parser, text, context);
}

/** The same at once, for functions of policies. */
export function parseConfigurationNow(
  parser: string,
  text: string,
  { file }: ParseContext,
): Outcome<{ readonly documents: readonly Value[] }> {
  if (parser === 'json') {
    const value = parseJson(text);
    if (value !== undefined) return succeed({ documents: [value] });
  }
  if (parser !== 'json' && parser !== 'yaml') return fail({ code: 'unparsable', file, message: `unknown parser: ${parser}` });
  const { documents, errors } = readYaml(text);
  const lines = indexLines(text);
  if (errors.length > 0)
    return fail(
      ...errors.map(({ message, offset }) => ({
        code: 'unparsable' as const,
        message,
        place: { file, range: lines.rangeOf(offset, offset + 1) },
      })),
    );
  return succeed({ documents: documents.length === 0 ? [null] : documents.map(({ value }) => fromHost(value)) });
}
