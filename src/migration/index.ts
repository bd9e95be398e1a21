export { combineEntries, type ImportedConfig } from './combine.ts';
export type { Entry, SourceReading, Translation } from './entry.ts';
export { readInlineIgnores } from './inline.ts';
export { formatConfig, mergeConfig } from './merge-config.ts';
export { readSource, SOURCE_NAMES, type SourceForm, sourceFormOf } from './read-source.ts';
