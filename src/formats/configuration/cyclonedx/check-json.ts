import { type Members, memberOf, SyntaxFault } from '../configuration.ts';
import { fieldsOf } from './shape.ts';

/** Objects that may be written in several ways, which their readers tell apart. */
const FREE = new Set(['ToolsChoice', 'EvidenceIdentityChoice', 'MLDatasetChoice', 'PatentChoice', 'AsserterChoice', 'CertificateState']);
const LISTS: Readonly<Record<string, string>> = { '@Licenses': 'LicenseChoice' };

/** Throws where a member has another type than CycloneDX gives it. What CycloneDX does not know is passed over, as is null. */
export function checkJson(value: unknown, type: string, path: readonly string[]): void {
  if (value === null || value === undefined || FREE.has(type)) return;
  const item = type.startsWith('[]') ? type.slice(2) : LISTS[type];
  if (item !== undefined) {
    if (!Array.isArray(value)) throw wrongType('a list', path);
    for (const [index, one] of value.entries()) checkJson(one, item, [...path, String(index)]);
    return;
  }
  const fields = fieldsOf(type.replace(/^!/, ''));
  if (fields) {
    if (type.startsWith('IKEv2') && typeof value === 'string') return;
    if (typeof value !== 'object' || Array.isArray(value)) throw wrongType('an object', path);
    for (const field of fields) checkJson(memberOf(value as Members, field.name), field.type, [...path, field.name]);
    return;
  }
  checkScalar(value, type.replace(/^\*/, ''), path);
}

function checkScalar(value: unknown, type: string, path: readonly string[]): void {
  if (type === 'int') {
    if (typeof value !== 'bigint' && !(typeof value === 'number' && Number.isInteger(value))) throw wrongType('an integer', path);
  } else if (type.startsWith('float')) {
    if (typeof value !== 'number' && typeof value !== 'bigint') throw wrongType('a number', path);
  } else if (type === 'bool') {
    if (typeof value !== 'boolean') throw wrongType('true or false', path);
  } else if (type !== '@EnvironmentVariables' && typeof value !== 'string') throw wrongType('a text', path);
}

function wrongType(expected: string, path: readonly string[]): SyntaxFault {
  return new SyntaxFault(`${path.length === 0 ? 'a bill of materials' : path.join('.')} must be ${expected}`);
}
