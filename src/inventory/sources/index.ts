export { type CollectedInputs, type CollectOptions, collectInputs } from './files.ts';
export { readFileLines } from './read-lines.ts';
export { readText } from './read-text.ts';
