export { type CollectedInputs, type CollectOptions, collectInputs } from './files.ts';
