import { isRecord, recordAt, stringAt } from '../../../core/index.ts';
import { type JsonObject, namesOf } from '../match/index.ts';

/** What policies see as `input.review`, without the Namespace. https://kubernetes.io/docs/reference/config-api/apiserver-admission.v1/#admission-k8s-io-v1-AdmissionRequest */
export interface AdmissionRequest {
  readonly object?: JsonObject;
  readonly oldObject?: JsonObject;
  readonly namespace?: string;
  /** All fields, as the request would be written. */
  readonly fields: JsonObject;
}

const EMPTY: JsonObject = {
  uid: '',
  kind: { group: '', version: '', kind: '' },
  resource: { group: '', version: '', resource: '' },
  operation: '',
  userInfo: {},
};

/** The request by which an object that stands somewhere is judged: there is no user and no operation. */
export function requestFor(object: JsonObject, operation?: string): AdmissionRequest {
  const { group, version, kind, name, namespace } = namesOf(object);
  const isDeleted = operation === 'DELETE';
  const fields: JsonObject = {
    ...EMPTY,
    kind: { group, version, kind },
    ...(name !== '' && { name }),
    ...(namespace !== undefined && { namespace }),
    operation: operation ?? '',
    object,
    oldObject: isDeleted ? object : null,
    options: null,
  };
  return { object, ...(isDeleted && { oldObject: object }), ...(namespace !== undefined && { namespace }), fields };
}

const REVIEW_FIELDS: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata', 'request', 'response']);
const REQUEST_FIELDS: ReadonlySet<string> = new Set([
  'uid',
  'kind',
  'resource',
  'subResource',
  'requestKind',
  'requestResource',
  'requestSubResource',
  'name',
  'namespace',
  'operation',
  'userInfo',
  'object',
  'oldObject',
  'dryRun',
  'options',
]);

/** Whether an object is an AdmissionReview, whose request is to be judged rather than itself. */
export function isAdmissionReview(object: JsonObject): boolean {
  const { group, kind } = namesOf(object);
  return group === 'admission.k8s.io' && kind === 'AdmissionReview';
}

/** The request of an AdmissionReview; a text says why it is none. */
export function readAdmissionReview(review: JsonObject): AdmissionRequest | string {
  const unknown = Object.keys(review).find((name) => !REVIEW_FIELDS.has(name));
  if (unknown !== undefined) return notAReview(unknown);
  const request = review['request'];
  if (!isRecord(request)) return 'missing an AdmissionRequest object: request did not actually pass in an AdmissionRequest';
  const surplus = Object.keys(request).find((name) => !REQUEST_FIELDS.has(name));
  if (surplus !== undefined) return notAReview(`request.${surplus}`);
  const stated = objectAt(request, 'object');
  const oldObject = objectAt(request, 'oldObject');
  if (!stated && !oldObject) {
    return 'no object or oldObject found to review: AdmissionRequest does not contain an "object" or "oldObject" to review';
  }
  for (const object of [stated, oldObject]) {
    if (object && (stringAt(object, 'kind') ?? '') === '') return "object or oldObject cannot be unmarshalled: Object 'Kind' is missing";
  }
  const isDeleted = stringAt(request, 'operation') === 'DELETE';
  if (isDeleted && !oldObject) return 'oldObject cannot be nil for DELETE operations';
  const object = isDeleted ? oldObject : stated;
  const namespace = stringAt(request, 'namespace') ?? '';
  return {
    ...(object && { object }),
    ...(oldObject && { oldObject }),
    ...(namespace !== '' && { namespace }),
    fields: {
      ...EMPTY,
      ...Object.fromEntries(Object.entries(request).filter(([, value]) => value !== null && value !== undefined)),
      userInfo: recordAt(request, 'userInfo'),
      object: object ?? null,
      oldObject: oldObject ?? null,
      options: request['options'] ?? null,
    },
  };
}

function notAReview(field: string): string {
  return `not a valid AdmissionReview object: unable to convert to an AdmissionReview object, error: strict decoding error: unknown field "${field}"`;
}

function objectAt(request: JsonObject, name: string): JsonObject | undefined {
  const value = request[name];
  return isRecord(value) ? value : undefined;
}
