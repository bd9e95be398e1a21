import type { Problem } from '../../core/index.ts';
import { formatValue, RegoObject, type Value } from '../../engines/rego/index.ts';

/** A document at the end of a path of names. */
export function nestData(path: readonly string[], value: Value): Value {
  return path.reduceRight<Value>((inner, name) => {
    const outer = new RegoObject();
    outer.set(name, inner);
    return outer;
  }, value);
}

/** Adds a document to what is there. Objects join; anything else that stands already stays, and is a problem. */
export function mergeData(into: RegoObject, value: Value, file: string): readonly Problem[] {
  if (!(value instanceof RegoObject)) return [{ code: 'unparsable', file, message: 'data must be an object at the top' }];
  const problems: Problem[] = [];
  const merge = (left: RegoObject, right: RegoObject, path: readonly string[]): void => {
    for (const [key, member] of right.pairs()) {
      const there = left.get(key);
      const at = [...path, typeof key === 'string' ? key : formatValue(key)];
      if (there === undefined) left.set(key, member);
      else if (there instanceof RegoObject && member instanceof RegoObject) merge(there, member, at);
      else
        problems.push({
          code: 'not-evaluated',
          file,
          message: `data.${at.join('.')} is already given by another file`,
          hint: 'two files may add to one object, but only one may give a value',
        });
    }
  };
  merge(into, value, []);
  return problems;
}
