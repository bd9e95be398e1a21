export { type CollectedInputs, type CollectOptions, collectInputs } from './files.ts';
export { readText } from './read-text.ts';
