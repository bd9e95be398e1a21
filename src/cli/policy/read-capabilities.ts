import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseJson, RegoObject, type Value } from '../../engines/rego/index.ts';
import { describeSystemError } from '../../inventory/sources/index.ts';
import { UsageError } from '../usage-error.ts';

/** What policies may do: https://www.openpolicyagent.org/docs/deployments#capabilities */
export interface Capabilities {
  readonly builtins: ReadonlySet<string>;
  /** The hosts that http.send may ask; all where it is left out. */
  readonly allowNet?: ReadonlySet<string>;
}

/** Reads a file of OPA's capabilities. Throws a UsageError where it is none. */
export function readCapabilities(file: string, cwd: string): Capabilities {
  let text: string;
  try {
    text = readFileSync(resolve(cwd, file), 'utf8');
  } catch (error) {
    throw new UsageError(`the capabilities cannot be read: ${describeSystemError(error)}`, {
      place: file,
      ...(/^v\d+\.\d+\.\d+$/.test(file) && {
        hint: `opa capabilities --version ${file} > capabilities.json writes those of a release to a file`,
      }),
    });
  }
  const value = parseJson(text);
  if (!(value instanceof RegoObject) || !Array.isArray(value.get('builtins')))
    throw new UsageError('capabilities are JSON with a list of builtins', { place: file });
  const names = listAt(value, 'builtins').flatMap((builtin) => {
    const name = builtin instanceof RegoObject ? builtin.get('name') : undefined;
    return typeof name === 'string' ? [name] : [];
  });
  const hosts = value.get('allow_net');
  return {
    builtins: new Set(names),
    ...(Array.isArray(hosts) && { allowNet: new Set(listAt(value, 'allow_net').filter((host) => typeof host === 'string')) }),
  };
}

function listAt(object: RegoObject, name: string): readonly Value[] {
  const value = object.get(name);
  return Array.isArray(value) ? (value as readonly Value[]) : [];
}
