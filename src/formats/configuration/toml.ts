import { parse, TomlDate, TomlError } from 'smol-toml';
import { MAX_DEPTH, type Members, type Reading, SyntaxFault, setMember } from './configuration.ts';

/**
 * TOML 1.1, with dates as the texts that Go's JSON makes of them: those without an offset are in UTC.
 * https://github.com/BurntSushi/toml/blob/v1.6.0/decode.go
 */
export function readToml(text: string): Reading {
  let value: unknown;
  try {
    value = parse(text, { integersAsBigInt: 'asNeeded', maxDepth: MAX_DEPTH });
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    const [message = ''] = error.message.replace(/^Invalid TOML document: /, '').split('\n');
    throw new SyntaxFault(message, offsetOf(text, error.line, error.column), { isLimit: message.includes('depth') });
  }
  return { documents: [convert(value, 0)] };
}

function offsetOf(text: string, line: number, column: number): number {
  let at = 0;
  for (let seen = 1; seen < line; seen++) {
    const next = text.indexOf('\n', at);
    if (next < 0) break;
    at = next + 1;
  }
  return Math.min(text.length, at + column - 1);
}

function convert(value: unknown, depth: number): unknown {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new SyntaxFault(`a number is ${Number.isNaN(value) ? 'nan' : 'infinite'}, which policies cannot see: JSON has no such number`);
  }
  if (typeof value === 'bigint' && BigInt.asIntN(64, value) !== value)
    throw new SyntaxFault(`the integer ${value} needs more than 64 bits`);
  if (typeof value !== 'object' || value === null) return value;
  if (depth > MAX_DEPTH) throw new SyntaxFault(`tables are nested more than ${MAX_DEPTH} levels deep`, undefined, { isLimit: true });
  if (value instanceof TomlDate) return dateText(value);
  if (Array.isArray(value)) return value.map((member) => convert(member, depth + 1));
  const members: Members = {};
  for (const [name, member] of Object.entries(value)) setMember(members, name, convert(member, depth + 1));
  return members;
}

/** RFC 3339 with as few digits of the second as it needs. */
function dateText(date: TomlDate): string {
  const text = date.toISOString();
  const full = date.isDate() ? `${text}T00:00:00Z` : date.isTime() ? `0000-01-01T${text}Z` : date.isLocal() ? `${text}Z` : text;
  return full.replace(/\.(\d*?)0+(?=Z|[-+])/, (_all, digits: string) => (digits === '' ? '' : `.${digits}`));
}
