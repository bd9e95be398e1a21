import { fail, type Outcome, succeed } from '../../../core/index.ts';
import { fromHost, type Value } from '../../../engines/rego/index.ts';
import {
  CONFIGURATION_PARSERS,
  type Configuration,
  type ConfigurationParser,
  loadConfigurationParser,
  type ParseContext,
} from '../../../formats/index.ts';

/** The values of a text, one for each of its documents. */
export type Parse = (parser: string, text: string, context: ParseContext) => Outcome<{ readonly documents: readonly Value[] }>;

export async function parseConfiguration(parser: string, text: string, context: ParseContext): Promise<ReturnType<Parse>> {
  const parse = await loadConfigurationParser(parser);
  return asValues(parse(text, context));
}

/** All parsers, ready to be called at once: functions of policies cannot wait for one. */
export async function loadParsers(): Promise<Parse> {
  const loaded = new Map<string, ConfigurationParser>();
  for (const [i, parse] of (await Promise.all(CONFIGURATION_PARSERS.map(loadConfigurationParser))).entries())
    loaded.set(CONFIGURATION_PARSERS[i] ?? '', parse);
  return (parser, text, context) => {
    const parse = loaded.get(parser);
    if (parse) return asValues(parse(text, context));
    return fail({
      code: 'unparsable',
      file: context.file,
      message: `unknown parser: ${parser}`,
      hint: `known are: ${CONFIGURATION_PARSERS.join(', ')}`,
    });
  };
}

/** An empty stream is one document that holds nothing. */
function asValues(parsed: Outcome<Configuration>): ReturnType<Parse> {
  if (!parsed.ok) return parsed;
  const { documents } = parsed.value;
  return succeed({ documents: documents.length === 0 ? [null] : documents.map(fromHost) }, parsed.problems);
}
