import { MATCH_SCHEMA } from '../constraint/index.ts';
import type { Schema } from '../schema/index.ts';
import type { MutatorKind } from './mutator.ts';

const TEXT: Schema = { type: 'string' };
const TEXTS: Schema = { type: 'array', items: TEXT };
const ANYTHING: Schema = { preservesUnknown: true };

export const APPLY_TO_SCHEMA: Schema = {
  type: 'array',
  items: { type: 'object', properties: { groups: TEXTS, versions: TEXTS, kinds: TEXTS } },
};

const MUTATION_APPLY_TO: Schema = {
  type: 'array',
  items: {
    type: 'object',
    properties: {
      groups: TEXTS,
      versions: TEXTS,
      kinds: TEXTS,
      operations: { type: 'array', items: { type: 'string', enum: ['CREATE', 'UPDATE', '*'] } },
    },
  },
};

const PATH_TESTS: Schema = {
  type: 'array',
  items: {
    type: 'object',
    properties: { subPath: TEXT, condition: { type: 'string', enum: ['MustExist', 'MustNotExist'] } },
  },
};

const ASSIGN: Schema = {
  type: 'object',
  properties: {
    value: ANYTHING,
    fromMetadata: { type: 'object', properties: { field: TEXT } },
    externalData: {
      type: 'object',
      required: ['provider'],
      properties: {
        provider: TEXT,
        dataSource: { type: 'string', enum: ['ValueAtLocation', 'Username'] },
        failurePolicy: { type: 'string', enum: ['UseDefault', 'Ignore', 'Fail'] },
        default: TEXT,
      },
    },
  },
};

const PARAMETERS: Readonly<Record<MutatorKind, Readonly<Record<string, Schema>>>> = {
  Assign: { assign: ASSIGN, pathTests: PATH_TESTS },
  AssignMetadata: { assign: ASSIGN },
  AssignImage: { assignDomain: TEXT, assignPath: TEXT, assignTag: TEXT, pathTests: PATH_TESTS },
  ModifySet: {
    operation: { type: 'string', enum: ['merge', 'prune'], default: 'merge' },
    values: { type: 'object', preservesUnknown: true },
    pathTests: PATH_TESTS,
  },
};

const VERSIONS: readonly string[] = ['v1', 'v1beta1', 'v1alpha1'];

/** The versions of a kind that an API server with Gatekeeper 3.23 serves. */
export function versionsOf(kind: MutatorKind): readonly string[] {
  return kind === 'AssignImage' ? ['v1alpha1'] : VERSIONS;
}

/** https://github.com/open-policy-agent/gatekeeper/tree/v3.23.1/charts/gatekeeper/crds */
export function mutatorSchema(kind: MutatorKind): Schema {
  return objectSchema({
    ...(kind !== 'AssignMetadata' && { applyTo: MUTATION_APPLY_TO }),
    match: MATCH_SCHEMA,
    location: TEXT,
    parameters: { type: 'object', properties: PARAMETERS[kind] },
  });
}

/** The schema of an object of Gatekeeper with these fields below `spec`. */
export function objectSchema(spec: Readonly<Record<string, Schema>>): Schema {
  return {
    type: 'object',
    isEmbeddedResource: true,
    properties: {
      metadata: { type: 'object', preservesUnknown: true, properties: { name: { type: 'string', maxLength: 63 } } },
      spec: { type: 'object', properties: spec },
      status: ANYTHING,
    },
  };
}
