/** The way from the root of an object to a field: map keys as strings, list positions as numbers from 0. */
export type FieldPath = readonly (string | number)[];

const PLAIN_KEY = /^[A-Za-z_$][\w$-]*$/;

/** `spec.containers[0].image`; a key with other characters is quoted: `metadata.annotations["example.com/a"]`. */
export function formatFieldPath(path: FieldPath): string {
  let text = '';
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`;
    else if (!PLAIN_KEY.test(step)) text += `[${JSON.stringify(step)}]`;
    else text += text === '' ? step : `.${step}`;
  }
  return text;
}

/** The value at `path`, or `undefined` where the way ends early. Inherited properties are never followed. */
export function valueAt(root: unknown, path: FieldPath): unknown {
  let value = root;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value;
}

/** The string at `path`; `undefined` for anything else. Its neighbours do the same for other types. */
export function stringAt(root: unknown, ...path: FieldPath): string | undefined {
  const value = valueAt(root, path);
  return typeof value === 'string' ? value : undefined;
}

export function booleanAt(root: unknown, ...path: FieldPath): boolean | undefined {
  const value = valueAt(root, path);
  return typeof value === 'boolean' ? value : undefined;
}

export function numberAt(root: unknown, ...path: FieldPath): number | undefined {
  const value = valueAt(root, path);
  return typeof value === 'number' ? value : undefined;
}

/** The list at `path`; an empty one for anything else. */
export function listAt(root: unknown, ...path: FieldPath): readonly unknown[] {
  const value = valueAt(root, path);
  return Array.isArray(value) ? value : [];
}

/** The map at `path`; an empty one for anything else. */
export function recordAt(root: unknown, ...path: FieldPath): Readonly<Record<string, unknown>> {
  const value = valueAt(root, path);
  return isRecord(value) ? value : {};
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
