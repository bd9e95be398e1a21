import { formatFieldPath } from '../../../core/index.ts';
import { type JsonObject, namesOf } from '../match/index.ts';
import type { ObjectProblem } from '../object-problem.ts';
import { dropNulls, findUnknownFields, type Schema, validate } from '../schema/index.ts';

export interface CheckedObject {
  /** Without fields that are null; only to be believed where no problem is `invalid`. */
  readonly object: JsonObject;
  readonly problems: readonly ObjectProblem[];
}

/** Holds an object of Gatekeeper against its schema, as the API server does. */
export function checkObject(object: JsonObject, schema: Schema, versions: readonly string[]): CheckedObject {
  const problems: ObjectProblem[] = [];
  const { version, kind, name } = namesOf(object);
  if (!versions.includes(version)) {
    const message = `there is no version ${version} of ${kind}`;
    problems.push({ kind: 'invalid', object, path: ['apiVersion'], message, hint: `its versions are ${versions.join(', ')}` });
  }
  if (name === '') problems.push({ kind: 'invalid', object, path: ['metadata', 'name'], message: `${kind} has no metadata.name` });
  const cleaned = dropNulls(object, schema) as JsonObject;
  for (const { path, message } of validate(cleaned, schema, [])) problems.push({ kind: 'invalid', object, path, message });
  for (const path of findUnknownFields(cleaned, schema, [])) {
    const message = `${kind} ${name}: there is no field ${formatFieldPath(path)}; the API server drops it`;
    problems.push({ kind: 'notice', object, path, message });
  }
  return { object: cleaned, problems };
}
