export type { Configuration, ConfigurationParser, ParseContext, ProtoFile } from './configuration.ts';
export { loadConfigurationParser, parseConfiguration } from './parse.ts';
export { CONFIGURATION_PARSERS, isParserName, type ParserName, parserFor } from './parser-name.ts';
export { printConfiguration } from './print.ts';
