import type { Schema } from '../schema/index.ts';

const TEXT: Schema = { type: 'string' };
const TEXTS: Schema = { type: 'array', items: TEXT };
const GLOB: Schema = { type: 'string', pattern: String.raw`^\*?[-:a-z0-9]*\*?$` };

const SELECTOR: Schema = {
  type: 'object',
  properties: {
    matchLabels: { type: 'object', additionalProperties: TEXT },
    matchExpressions: {
      type: 'array',
      items: { type: 'object', required: ['key', 'operator'], properties: { key: TEXT, operator: TEXT, values: TEXTS } },
    },
  },
};

/** https://github.com/open-policy-agent/gatekeeper/blob/v3.23.1/pkg/mutation/match/match_types.go */
export const MATCH_SCHEMA: Schema = {
  type: 'object',
  properties: {
    kinds: { type: 'array', items: { type: 'object', properties: { apiGroups: TEXTS, kinds: TEXTS } } },
    scope: TEXT,
    namespaces: { type: 'array', items: GLOB },
    excludedNamespaces: { type: 'array', items: GLOB },
    labelSelector: SELECTOR,
    namespaceSelector: SELECTOR,
    name: GLOB,
    source: { type: 'string', enum: ['All', 'Generated', 'Original'] },
  },
};

/** The schema of the constraints of a template; without one for parameters there are none. */
export function constraintSchema(parameters: Schema | undefined): Schema {
  return {
    type: 'object',
    isEmbeddedResource: true,
    properties: {
      metadata: { type: 'object', preservesUnknown: true, properties: { name: { type: 'string', maxLength: 63 } } },
      spec: {
        type: 'object',
        properties: {
          match: MATCH_SCHEMA,
          enforcementAction: { type: 'string', default: 'deny' },
          scopedEnforcementActions: {
            type: 'array',
            items: {
              type: 'object',
              properties: { action: TEXT, enforcementPoints: { type: 'array', items: { type: 'object', properties: { name: TEXT } } } },
            },
          },
          ...(parameters && { parameters }),
        },
      },
      status: { preservesUnknown: true },
    },
  };
}
