import { CATALOGUE, type Parameter } from '../../checks/index.ts';
import { didYouMean, type FieldPath, formatFieldPath, isRecord } from '../../core/index.ts';
import { CONFIG_KEYS, type ConfigKey, type ConfigType } from './keys.ts';

/** The first thing that is wrong with a configuration. */
export interface ConfigMistake {
  readonly path: FieldPath;
  readonly message: string;
  readonly hint?: string;
}

export function findConfigMistake(value: unknown): ConfigMistake | undefined {
  return visitObject(value, CONFIG_KEYS, []);
}

function visit(value: unknown, type: ConfigType, path: FieldPath): ConfigMistake | undefined {
  switch (type.kind) {
    case 'string':
      return visitString(value, type, path);
    case 'boolean':
      return typeof value === 'boolean' ? undefined : wrong(path, 'true or false', value);
    case 'list':
      if (!Array.isArray(value)) return wrong(path, 'a list', value);
      return firstOf(value.entries(), ([index, item]) => visit(item, type.of, [...path, index]));
    case 'map':
      if (!isRecord(value)) return wrong(path, 'a mapping', value);
      return firstOf(Object.entries(value), ([key, item]) => unknownCheck(key, [...path, key]) ?? visit(item, type.of, [...path, key]));
    case 'object':
      return visitObject(value, type.keys, path);
    default:
      return visitParameters(value, path);
  }
}

function visitString(value: unknown, type: ConfigType & { readonly kind: 'string' }, path: FieldPath): ConfigMistake | undefined {
  if (typeof value !== 'string') return wrong(path, 'a text', value, typeof value === 'number' ? 'put it in quotes' : undefined);
  if (type.choices && !type.choices.includes(value)) {
    const nearest = didYouMean(value, type.choices);
    return {
      path,
      message: `${formatFieldPath(path)} cannot be "${value}"`,
      hint: nearest ? `did you mean ${nearest}?` : `it is one of: ${type.choices.join(', ')}`,
    };
  }
  if (type.pattern && !new RegExp(type.pattern).test(value)) return { path, message: `${formatFieldPath(path)} cannot be "${value}"` };
  return undefined;
}

function visitObject(value: unknown, keys: readonly ConfigKey[], path: FieldPath): ConfigMistake | undefined {
  if (!isRecord(value)) return wrong(path, 'a mapping', value);
  for (const [name, item] of Object.entries(value)) {
    const key = keys.find((candidate) => candidate.name === name);
    if (!key)
      return unknownKey(
        name,
        keys.map((candidate) => candidate.name),
        [...path, name],
      );
    const mistake = visit(item, key.type, [...path, name]);
    if (mistake) return mistake;
  }
  const missing = keys.find(({ name, isRequired }) => isRequired && value[name] === undefined);
  return missing && { path, message: `${formatFieldPath(path)} has no ${missing.name}`, hint: missing.description };
}

function visitParameters(value: unknown, path: FieldPath): ConfigMistake | undefined {
  if (!isRecord(value)) return wrong(path, 'a mapping', value);
  return firstOf(Object.entries(value), ([id, parameters]) => {
    const at = [...path, id];
    const check = CATALOGUE.find((candidate) => candidate.id === id);
    if (!check) return unknownCheck(id, at);
    if (!isRecord(parameters)) return wrong(at, 'a mapping', parameters);
    return firstOf(Object.entries(parameters), ([name, item]) => {
      const declared = check.parameters?.[name];
      if (!declared) return unknownKey(name, Object.keys(check.parameters ?? {}), [...at, name]);
      return visitParameter(item, declared, [...at, name]);
    });
  });
}

function visitParameter(value: unknown, parameter: Parameter, path: FieldPath): ConfigMistake | undefined {
  switch (parameter.type) {
    case 'number':
      if (typeof value !== 'number') return wrong(path, 'a number', value);
      return parameter.minimum !== undefined && value < parameter.minimum
        ? { path, message: `${formatFieldPath(path)} must be at least ${parameter.minimum}` }
        : undefined;
    case 'boolean':
      return visit(value, { kind: 'boolean' }, path);
    default:
      return visit(value, { kind: 'list', of: { kind: 'string' } }, path);
  }
}

function unknownCheck(id: string, path: FieldPath): ConfigMistake | undefined {
  if (CATALOGUE.some((check) => check.id === id)) return undefined;
  const nearest = didYouMean(
    id,
    CATALOGUE.map((check) => check.id),
  );
  return { path, message: `there is no check "${id}"`, hint: nearest ? `did you mean ${nearest}?` : 'seawall explain lists the checks' };
}

function unknownKey(name: string, known: readonly string[], path: FieldPath): ConfigMistake {
  const nearest = didYouMean(name, known);
  const all = known.length > 0 ? `known are: ${known.join(', ')}` : 'there are none here';
  return { path, message: `unknown key ${formatFieldPath(path)}`, hint: nearest ? `did you mean ${nearest}?` : all };
}

function wrong(path: FieldPath, expected: string, value: unknown, hint?: string): ConfigMistake {
  const found = value === null ? 'empty' : Array.isArray(value) ? 'a list' : `a ${typeof value}`;
  return {
    path,
    message: `${formatFieldPath(path) || 'the file'} must be ${expected} and is ${found}`,
    ...(hint === undefined ? {} : { hint }),
  };
}

function firstOf<T>(items: Iterable<T>, find: (item: T) => ConfigMistake | undefined): ConfigMistake | undefined {
  for (const item of items) {
    const mistake = find(item);
    if (mistake) return mistake;
  }
  return undefined;
}
