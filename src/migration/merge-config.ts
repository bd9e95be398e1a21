import { type FieldEdit, fail, type Outcome, succeed } from '../core/index.ts';
import { editDocument, formatYaml, readYaml } from '../formats/index.ts';
import type { ImportedConfig } from './combine.ts';

/** A whole `seawall.yaml`; empty for a configuration that says nothing. */
export function formatConfig(config: ImportedConfig): string {
  return Object.keys(config).length === 0 ? '' : formatYaml({ ...config });
}

/** Adds to the text of a `seawall.yaml`; what stands there stays, comments included. Fails where the text cannot be added to safely. */
export function mergeConfig(text: string, file: string, additions: ImportedConfig): Outcome<string> {
  const { documents } = readYaml(text);
  if (documents.every(({ value }) => value === undefined || value === null)) {
    return succeed(`${text === '' || text.endsWith('\n') ? text : `${text}\n`}${formatConfig(additions)}`);
  }
  const edited = editDocument(text, editsFor(additions));
  if ('text' in edited) return succeed(edited.text);
  return fail({
    code: 'not-evaluated',
    file,
    message: `cannot add to this file: ${edited.refused}`,
    hint: 'write to another file with --output, and join the two by hand',
  });
}

function editsFor({ failOn, checks, severities = {}, parameters = {}, exceptions = [] }: ImportedConfig): FieldEdit[] {
  return [
    ...(failOn === undefined ? [] : [{ kind: 'set', path: ['failOn'], value: failOn } as const]),
    ...(checks === undefined ? [] : [{ kind: 'set', path: ['checks'], value: checks } as const]),
    ...Object.entries(severities).map(([id, value]): FieldEdit => ({ kind: 'set', path: ['severities', id], value })),
    ...Object.entries(parameters).map(([id, value]): FieldEdit => ({ kind: 'set', path: ['parameters', id], value })),
    ...exceptions.map((value): FieldEdit => ({ kind: 'add', path: ['exceptions'], value })),
  ];
}
