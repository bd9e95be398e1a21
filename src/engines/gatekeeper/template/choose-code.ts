import { type FieldPath, isRecord, listAt, stringAt } from '../../../core/index.ts';
import type { Checked, Fault } from '../fault.ts';
import type { JsonObject } from '../match/index.ts';
import type { TemplateCode } from './read-template.ts';

const ENGINE = 'Rego';

/**
 * The Rego of a template's target: the field `rego`, else the code of the engine of that name. Code of other engines, such as
 * K8sNativeValidation, is passed over where Rego stands beside it; alone it cannot be evaluated.
 */
export function chooseCode(target: JsonObject): Checked<TemplateCode> {
  const path: FieldPath = ['spec', 'targets', 0];
  const rego = stringAt(target, 'rego');
  if (rego !== undefined && rego !== '') return codeAt(target, path, rego, 'v0');
  const code = listAt(target, 'code');
  const index = code.findIndex((one) => stringAt(one, 'engine') === ENGINE);
  const source = isRecord(code[index]) ? code[index]['source'] : undefined;
  if (index >= 0) {
    const at: FieldPath = [...path, 'code', index, 'source'];
    const text = stringAt(source, 'rego');
    if (!isRecord(source) || text === undefined)
      return { faults: [fault([...at, 'rego'], 'the code of the engine Rego has no field rego')] };
    return codeAt(source, at, text, stringAt(source, 'version') === 'v1' ? 'v1' : 'v0');
  }
  const engines = code.flatMap((one) => stringAt(one, 'engine') ?? []);
  if (engines.length === 0) return { faults: [fault([...path, 'rego'], 'the target has no code')] };
  const message = `its code is for ${engines.join(' and ')}, which is not evaluated; only Rego is`;
  return { faults: [{ kind: 'not evaluated', path: [...path, 'code'], message }] };
}

function codeAt(source: JsonObject, path: FieldPath, text: string, version: 'v0' | 'v1'): Checked<TemplateCode> {
  const libs = listAt(source, 'libs').map((lib, i) => ({ text: typeof lib === 'string' ? lib : '', path: [...path, 'libs', i] }));
  return { value: { version, rego: { text, path: [...path, 'rego'] }, libs } };
}

function fault(path: FieldPath, message: string): Fault {
  return { kind: 'invalid ConstraintTemplate', path, message };
}
