import type { CheckMessage, CheckResult } from '../../engines/conftest/index.ts';
import { formatJson } from '../../engines/rego/index.ts';
import { safeJsonText } from '../safe-text.ts';

const SCHEMA = 'https://raw.githubusercontent.com/oasis-tcs/sarif-spec/main/sarif-2.1/schema/sarif-schema-2.1.0.json';

/** What a kind of result is called at the end of a rule's id, and how bad it is. */
const KINDS = {
  deny: { level: 'error', description: 'Policy violation' },
  warn: { level: 'warning', description: 'Policy warning' },
  allow: { level: 'note', description: 'Policy exception' },
  success: { level: 'none', description: 'Policy was satisfied successfully' },
  skip: { level: 'none', description: 'Policy check was skipped' },
} as const;

/** SARIF 2.1.0 on one line, rules by namespace and kind. */
export function renderSarif(results: readonly CheckResult[], version: string): string {
  const rules: string[] = [];
  const indices = new Map<string, number>();
  const found: string[] = [];
  const add = (kind: keyof typeof KINDS, result: CheckResult, message: CheckMessage): void => {
    const id = `${result.namespace}/${kind}`;
    let index = indices.get(id);
    if (index === undefined) {
      index = rules.push(ruleJson(id, kind, message)) - 1;
      indices.set(id, index);
    }
    found.push(
      `{"ruleId":${formatJson(id)},"ruleIndex":${index},"level":"${KINDS[kind].level}","message":{"text":${formatJson(message.message)}},"locations":[{"physicalLocation":${placeJson(message, result.fileName)}}]}`,
    );
  };
  for (const result of results) {
    for (const failure of result.failures) add('deny', result, failure);
    for (const warning of result.warnings) add('warn', result, warning);
    for (const exception of result.exceptions) add('allow', result, exception);
    if (result.failures.length + result.warnings.length > 0) continue;
    const kind = result.successes + result.exceptions.length > 0 ? 'success' : 'skip';
    add(kind, result, { message: KINDS[kind].description });
  }
  const isAny = (kind: 'failures' | 'warnings'): boolean => results.some((result) => result[kind].length > 0);
  const ending = isAny('failures') ? 'Policy violations found' : isAny('warnings') ? 'Policy warnings found' : 'No policy violations found';
  const driver = `{"informationUri":"https://github.com/open-policy-agent/conftest","name":"conftest","rules":[${rules.join(',')}],"version":${formatJson(version)}}`;
  const invocation = `{"executionSuccessful":true,"exitCode":${isAny('failures') ? 1 : 0},"exitCodeDescription":"${ending}"}`;
  return safeJsonText(
    `{"version":"2.1.0","$schema":"${SCHEMA}","runs":[{"tool":{"driver":${driver}},"invocations":[${invocation}],"results":[${found.join(',')}]}]}`,
  );
}

/** The rule takes its properties from the first message that it is needed for. */
function ruleJson(id: string, kind: keyof typeof KINDS, { metadata }: CheckMessage): string {
  const { description } = KINDS[kind];
  const properties = metadata ? formatJson(metadata) : kind === 'success' || kind === 'skip' ? describedJson(description) : undefined;
  return `{"id":${formatJson(id)},"shortDescription":{"text":"${description}"}${properties === undefined ? '' : `,"properties":${properties}`}}`;
}

function describedJson(description: string): string {
  return `{"description":${formatJson(description)}}`;
}

function placeJson({ location }: CheckMessage, fileName: string): string {
  const uri = `{"uri":${formatJson(escapePath(location?.file || fileName))}}`;
  const line = Number.parseInt(location?.line ?? '', 10);
  const region = line > 0 ? `,"region":{"startLine":${line},"endLine":${line}}` : '';
  return `{"artifactLocation":${uri}${region}}`;
}

/** A path in a URI: RFC 3986, section 3.3; the characters that Go's net/url leaves as they are stay. */
function escapePath(path: string): string {
  return encodeURIComponent(path.replaceAll('\\', '/').toWellFormed())
    .replace(/%(?:24|26|2B|2C|2F|3A|3B|3D|40)/g, decodeURIComponent)
    .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}
