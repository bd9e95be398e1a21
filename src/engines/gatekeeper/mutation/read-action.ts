import { type FieldPath, isRecord, listAt, recordAt, stringAt } from '../../../core/index.ts';
import type { JsonObject } from '../match/index.ts';
import { checkImageParts } from './image.ts';
import type { Location } from './location.ts';
import type { Action, MutatorKind } from './mutator.ts';

/** Where in a mutator something is wrong, and what. */
export type Complain = (path: FieldPath, message: string, hint?: string) => void;

const PARAMETERS: FieldPath = ['spec', 'parameters'];
const ASSIGN: FieldPath = [...PARAMETERS, 'assign'];

/** Reads what a mutator does where its location ends. */
export function readAction(kind: MutatorKind, object: JsonObject, location: Location, complain: Complain): Action | undefined {
  switch (kind) {
    case 'AssignImage':
      return readImage(object, complain);
    case 'ModifySet': {
      const values = listAt(object, ...PARAMETERS, 'values', 'fromList');
      const isList = Array.isArray(recordAt(object, ...PARAMETERS, 'values')['fromList'] ?? []);
      if (!isList) complain([...PARAMETERS, 'values', 'fromList'], 'values.fromList is not a list');
      return { kind: stringAt(object, ...PARAMETERS, 'operation') === 'prune' ? 'prune' : 'merge', values };
    }
    default:
      return readAssign(kind, object, location, complain);
  }
}

function readImage(object: JsonObject, complain: Complain): Action {
  const text = (field: string): string => stringAt(object, ...PARAMETERS, field) ?? '';
  const parts = { domain: text('assignDomain'), path: text('assignPath'), tag: text('assignTag') };
  const mistake = checkImageParts(parts);
  if (mistake) complain(mistake.field === undefined ? PARAMETERS : [...PARAMETERS, mistake.field], mistake.message);
  return { kind: 'image', parts };
}

function readAssign(kind: 'Assign' | 'AssignMetadata', object: JsonObject, location: Location, complain: Complain): Action | undefined {
  const { value = null, fromMetadata, externalData } = recordAt(object, ...ASSIGN);
  const given = [value !== null, isRecord(fromMetadata), isRecord(externalData)].filter(Boolean).length;
  if (given !== 1) {
    complain(ASSIGN, `assign has to hold one of value, fromMetadata and externalData, and holds ${given === 0 ? 'none' : given}`);
    return undefined;
  }
  const last = location.at(-1);
  if (isRecord(fromMetadata)) {
    const field = stringAt(fromMetadata, 'field');
    if (last?.kind === 'list') complain(ASSIGN, 'a field of the metadata cannot be an item of a list');
    if (field === 'name' || field === 'namespace') return { kind: 'metadata', field };
    complain([...ASSIGN, 'fromMetadata', 'field'], `fromMetadata.field ${JSON.stringify(field ?? '')} is neither name nor namespace`);
    return undefined;
  }
  if (isRecord(externalData)) return readExternalData(kind, externalData, last?.kind === 'list', complain);
  if (kind === 'AssignMetadata' && typeof value !== 'string') {
    complain([...ASSIGN, 'value'], 'labels and annotations are texts', 'put quotes around the value');
  }
  if (last?.kind === 'list') checkItem(value, last, complain);
  return { kind: 'value', value };
}

function readExternalData(kind: MutatorKind, data: JsonObject, isItem: boolean, complain: Complain): Action {
  const at: FieldPath = [...ASSIGN, 'externalData'];
  if (isItem) complain(at, 'external data cannot be an item of a list');
  if (stringAt(data, 'failurePolicy') === 'UseDefault' && (stringAt(data, 'default') ?? '') === '') {
    complain(at, 'failurePolicy UseDefault needs a default');
  }
  if (kind === 'AssignMetadata' && stringAt(data, 'dataSource') !== 'Username') {
    complain(at, 'labels and annotations take external data of dataSource Username only');
  }
  return { kind: 'external', provider: stringAt(data, 'provider') ?? '' };
}

/** An item that a location ends with has to be a map with the key that the location names. */
function checkItem(value: unknown, { key, value: wanted }: Location[number] & { readonly kind: 'list' }, complain: Complain): void {
  const at: FieldPath = [...ASSIGN, 'value'];
  if (wanted === undefined) complain(['spec', 'location'], 'a location for a whole item has to name it, and not all of them by *');
  else if (!isRecord(value)) complain(at, `the value has to be a map, since the location ends with an item of a list told apart by ${key}`);
  else if (typeof wanted === 'number' && value[key] === wanted) {
    // Gatekeeper reads the number of the location as a whole one and that of the value as a floating one, which are never the same to it.
    complain(at, `Gatekeeper takes no whole item whose key is a number, as ${key} ${wanted} is`, 'set its fields one by one');
  } else if (value[key] !== wanted) {
    complain([...at, key], `the ${key} of the value is not ${JSON.stringify(wanted)}, which the location names`);
  }
}
