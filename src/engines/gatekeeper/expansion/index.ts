export { createExpander, type Expander, namespacesIn } from './create-expander.ts';
export { type ExpandOptions, type ExpandResult, expand, type MadeObject } from './expand.ts';
export { EXPANSION_GROUP, type Expansion, isExpansion, readExpansions } from './read-expansions.ts';
