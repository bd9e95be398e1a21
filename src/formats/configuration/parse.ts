import { didYouMean, fail, indexLines, type Outcome, type Problem, succeed } from '../../core/index.ts';
import {
  type Configuration,
  type ConfigurationParser,
  MAX_CHARACTERS,
  type ParseContext,
  type Reader,
  type Reading,
  SyntaxFault,
} from './configuration.ts';
import { CONFIGURATION_PARSERS, type FormatName, isParserName, type ProgramName } from './parser-name.ts';

/** Each format is a module of its own, loaded when a file asks for it. */
const READERS: Readonly<Record<FormatName, () => Promise<Reader>>> = {
  codeowners: async () => (await import('./codeowners.ts')).readCodeowners,
  dockerfile: async () => (await import('./dockerfile/read.ts')).readDockerfile,
  dotenv: async () => (await import('./dotenv.ts')).readDotenv,
  edn: async () => (await import('./edn.ts')).readEdn,
  hcl1: async () => (await import('./hcl1/read.ts')).readHcl1,
  hcl2: async () => (await import('./hcl2/read.ts')).readHcl2,
  hocon: async () => (await import('./hocon/read.ts')).readHocon,
  ignore: async () => (await import('./ignore.ts')).readIgnore,
  ini: async () => (await import('./ini.ts')).readIni,
  json: async () => (await import('./json.ts')).readJson,
  jsonc: async () => (await import('./jsonc.ts')).readJsonc,
  nginx: async () => (await import('./nginx.ts')).readNginx,
  properties: async () => (await import('./properties.ts')).readProperties,
  toml: async () => (await import('./toml.ts')).readToml,
  vcl: async () => (await import('./vcl/read.ts')).readVcl,
  xml: async () => (await import('./xml/read.ts')).readXml,
  yaml: async () => (await import('./yaml.ts')).readYamlStream,
};

const REFUSALS: Readonly<Record<ProgramName, string>> = {
  cue: 'CUE is a language of its own, which is not evaluated here',
  jsonnet: 'Jsonnet is a language of its own, which is not evaluated here',
};

const HINTS: Readonly<Record<ProgramName, string>> = {
  cue: 'write it out first: cue export FILE | seawall policy test --parser json -',
  jsonnet: 'write it out first: jsonnet FILE | seawall policy test --parser json -',
};

/** Parses a text with the parser of that name. What is wrong comes back as problems with their places. */
export async function parseConfiguration(parser: string, text: string, context: ParseContext): Promise<Outcome<Configuration>> {
  const parse = await loadConfigurationParser(parser);
  return parse(text, context);
}

/** The parser of that name, ready to be called at once: functions of policies cannot wait for it. A name that is unknown refuses every text. */
export async function loadConfigurationParser(parser: string): Promise<ConfigurationParser> {
  if (!isParserName(parser)) return refuse(`unknown parser: ${parser}`, hintFor(parser));
  if (parser === 'cue' || parser === 'jsonnet') return refuse(REFUSALS[parser], HINTS[parser]);
  const read = await READERS[parser]();
  return (text, context) => parseWith(read, text, context);
}

function refuse(message: string, hint: string): ConfigurationParser {
  return (_text, { file }) => fail({ code: 'unparsable', message, hint, file });
}

function hintFor(parser: string): string {
  const near = didYouMean(parser, CONFIGURATION_PARSERS);
  return near === undefined ? `known are: ${CONFIGURATION_PARSERS.join(', ')}` : `did you mean ${near}?`;
}

function parseWith(read: Reader, text: string, context: ParseContext): Outcome<Configuration> {
  if (text.length > MAX_CHARACTERS) {
    const message = `a text of ${Math.round(text.length / 1e6)} MB is larger than the ${MAX_CHARACTERS / 1e6} MB that are read`;
    return fail({ code: 'limit', message, file: context.file });
  }
  let reading: Reading;
  try {
    reading = read(text, context);
  } catch (error) {
    if (error instanceof SyntaxFault) return fail(problemOf(error, text, context));
    throw error;
  }
  const { documents, faults = [] } = reading;
  return succeed(
    { documents },
    faults.map((fault) => problemOf(fault, text, context)),
  );
}

function problemOf({ message, offset, options }: SyntaxFault, text: string, context: ParseContext): Problem {
  const { hint, isLimit = false, source = { name: context.file, text } } = options;
  const at = Math.min(offset ?? 0, source.text.length);
  return {
    code: isLimit ? 'limit' : 'unparsable',
    message,
    ...(hint !== undefined && { hint }),
    ...(offset === undefined
      ? { file: source.name }
      : { place: { file: source.name, range: indexLines(source.text).rangeOf(at, at + 1) } }),
  };
}
