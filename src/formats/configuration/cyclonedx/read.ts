import { type Members, memberOf, type Reading, SyntaxFault } from '../configuration.ts';
import { readJson } from '../json.ts';
import { findJsonFault } from '../json-fault.ts';
import { checkJson } from './check-json.ts';
import { decodeObject } from './decode.ts';
import { readElement } from './element.ts';

const VERSIONS = new Set(['1.0', '1.1', '1.2', '1.3', '1.4', '1.5', '1.6', '1.7']);

/**
 * A CycloneDX bill of materials: JSON is shown as it is once its members have the right types; XML becomes what JSON says of it, without the
 * version of the specification, which Conftest does not carry over.
 * https://github.com/open-policy-agent/conftest/blob/v0.71.1/parser/cyclonedx/cyclonedx.go
 */
export function readCyclonedx(text: string): Reading {
  if (text.charCodeAt(0) !== 0xfeff && findJsonFault(text) === undefined) return readJsonBill(text);
  if (/^\s*[{[]/.test(text)) readJson(text);
  const root = readElement(text);
  if (!root) throw new SyntaxFault('it is neither JSON nor XML', 0, { hint: 'a bill of materials begins with { or with <bom' });
  if (root.name !== 'bom') throw new SyntaxFault(`the first element is ${root.name.slice(0, 80)}, and not bom`, root.offset);
  return { documents: [decodeObject([root], 'BOM')] };
}

function readJsonBill(text: string): Reading {
  const reading = readJson(text);
  const [bill] = reading.documents;
  checkJson(bill, 'BOM', []);
  const version = typeof bill === 'object' && bill !== null ? memberOf(bill as Members, 'specVersion') : undefined;
  if (typeof version === 'string' && !VERSIONS.has(version)) {
    throw new SyntaxFault(`specVersion ${JSON.stringify(version.slice(0, 40))} is no version of CycloneDX that is read`, undefined, {
      hint: `known are ${[...VERSIONS].join(', ')}`,
    });
  }
  return reading;
}
