export { moduleJson } from './module-json.ts';
export { prettyTree } from './pretty-tree.ts';
export type { JsonNode } from './term-json.ts';
