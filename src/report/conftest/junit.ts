import type { CheckResult } from '../../engines/conftest/index.ts';
import { plainText } from './plain-text.ts';

export interface JunitOptions {
  readonly hideMessage: boolean;
  readonly version: string;
}

interface Case {
  readonly name: string;
  readonly failure?: string;
  readonly skipped?: string;
}

/** A suite for each namespace; warnings count as failures, and exceptions are no cases. */
export function renderJunit(results: readonly CheckResult[], options: JunitOptions): string {
  const suites = new Map<string, Case[]>();
  for (const { fileName, namespace, warnings, failures, skipped, successes } of results) {
    const name = (message: string): string =>
      options.hideMessage || message === '' ? fileName : `${fileName} - ${message.split('\n')[0]}`;
    const cases: readonly Case[] = [
      ...[...warnings, ...failures].map(({ message }) => ({ name: name(message), failure: message })),
      ...skipped.map(({ message }) => ({ name: name(message), skipped: message })),
      ...Array.from({ length: successes }, () => ({ name: fileName })),
    ];
    if (cases.length > 0) suites.set(namespace, [...(suites.get(namespace) ?? []), ...cases]);
  }
  const body = [...suites].map(([namespace, cases]) => renderSuite(`conftest.${namespace}`, cases, options.version));
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>${body.length > 0 ? `\n${body.join('\n')}\n` : ''}</testsuites>\n`;
}

function renderSuite(name: string, cases: readonly Case[], version: string): string {
  const failures = cases.filter(({ failure }) => failure !== undefined).length;
  const className = name.slice(name.lastIndexOf('/') + 1);
  return [
    `\t<testsuite tests="${cases.length}" failures="${failures}" time="0.000" name="${escaped(name)}">`,
    '\t\t<properties>',
    `\t\t\t<property name="seawall.version" value="${escaped(version)}"></property>`,
    '\t\t</properties>',
    ...cases.map((one) => renderCase(className, one)),
    '\t</testsuite>',
  ].join('\n');
}

function renderCase(className: string, { name, failure, skipped }: Case): string {
  const inner =
    failure !== undefined
      ? `\n\t\t\t<failure message="Failed" type="">${escaped(failure)}</failure>\n\t\t`
      : skipped !== undefined
        ? `\n\t\t\t<skipped message="${escaped(skipped)}"></skipped>\n\t\t`
        : '';
  return `\t\t<testcase classname="${escaped(className)}" name="${escaped(name)}" time="0.000">${inner}</testcase>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&#34;',
  "'": '&#39;',
  '\t': '&#x9;',
  '\n': '&#xA;',
};

/** As Go's encoding/xml writes a text; control characters, most of which XML 1.0 has no way to say, are visible escapes. */
function escaped(text: string): string {
  return plainText(text).replace(/[&<>"'\t\n\ufffe\uffff]/g, (character) => ENTITIES[character] ?? '\ufffd');
}
