import { fail, indexLines, type Outcome, succeed } from '../../core/index.ts';
import { fromHost, parseJson, type Value } from '../../engines/rego/index.ts';
import { readYaml } from '../../formats/index.ts';

/** One document of JSON, whose numbers stay exact, or of YAML. An empty text is null, as YAML has it. */
export function readData(text: string, file: string): Outcome<Value> {
  const json = parseJson(text);
  if (json !== undefined) return succeed(json);
  const { documents, errors } = readYaml(text);
  const lines = indexLines(text);
  if (errors.length > 0) {
    return fail(
      ...errors.map(({ message, offset }) => ({
        code: 'unparsable' as const,
        message,
        place: { file, range: lines.rangeOf(offset, offset + 1) },
      })),
    );
  }
  if (documents.length > 1) return fail({ code: 'unparsable', file, message: `${documents.length} documents where one is meant` });
  return succeed(fromHost(documents[0]?.value ?? null));
}
