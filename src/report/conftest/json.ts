import type { CheckMessage, CheckResult } from '../../engines/conftest/index.ts';
import { formatJson } from '../../engines/rego/index.ts';
import { safeJsonText } from '../safe-text.ts';

/** An array of results, one for each file and namespace, indented by tabs. */
export function renderJson(results: readonly CheckResult[]): string {
  if (results.length === 0) return 'null\n';
  return `${indentJson(safeJsonText(`[${results.map(resultJson).join(',')}]`))}\n`;
}

function resultJson(result: CheckResult): string {
  const list = (name: string, messages: readonly CheckMessage[]): readonly string[] =>
    messages.length === 0 ? [] : [`"${name}":[${messages.map(messageJson).join(',')}]`];
  return `{${[
    `"filename":${formatJson(result.fileName === '-' ? '' : result.fileName)}`,
    `"namespace":${formatJson(result.namespace)}`,
    `"successes":${result.successes}`,
    ...list('skipped', result.skipped),
    ...list('warnings', result.warnings),
    ...list('failures', result.failures),
    ...list('exceptions', result.exceptions),
  ].join(',')}}`;
}

function messageJson({ message, location, metadata }: CheckMessage): string {
  const members = [`"msg":${formatJson(message)}`];
  if (location) {
    const { file, line } = location;
    members.push(
      `"loc":{${[...(file === '' ? [] : [`"file":${formatJson(file)}`]), ...(line === '' ? [] : [`"line":${line}`])].join(',')}}`,
    );
  }
  if (metadata && metadata.size > 0) members.push(`"metadata":${formatJson(metadata)}`);
  return `{${members.join(',')}}`;
}

/** Lays compact JSON out; numbers keep their digits, which a detour over JavaScript's numbers could cost. */
function indentJson(compact: string): string {
  let depth = 0;
  const line = (): string => `\n${'\t'.repeat(depth)}`;
  return compact.replace(/"(?:[^"\\]|\\.)*"|\{\}|\[\]|[{}[\],:]/g, (token) => {
    if (token === '{' || token === '[') {
      depth++;
      return token + line();
    }
    if (token === '}' || token === ']') {
      depth--;
      return line() + token;
    }
    if (token === ',') return token + line();
    return token === ':' ? ': ' : token;
  });
}
