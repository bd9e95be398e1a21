export { type CollectedInputs, type CollectOptions, collectInputs } from './files.ts';
export { type LineOrLimit, readLines } from './read-lines.ts';
export { readText } from './read-text.ts';
