import { readYaml } from '../yaml/read.ts';
import { type Reading, SyntaxFault } from './configuration.ts';

/**
 * Conftest divides a stream at lines that are `---` and nothing else; an empty part is a document too. It takes the first document of each part, so
 * that what follows a separator with a comment behind it is never judged; here it is.
 * https://github.com/open-policy-agent/conftest/blob/v0.71.1/parser/yaml/yaml.go
 */
export function readYamlStream(text: string): Reading {
  const documents = divide(text).flatMap(({ start, end }) => documentsOf(text.slice(start, end), start));
  if (NOT_FINITE.test(text)) refuseNotFinite(documents, text);
  return { documents };
}

const NOT_FINITE = /\.(?:inf|nan)/i;

function refuseNotFinite(value: unknown, text: string): void {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new SyntaxFault('a number is infinite or no number, which policies cannot see: JSON has no such value', text.search(NOT_FINITE), {
      hint: 'put it into quotes if it is meant as a text',
    });
  }
  if (typeof value === 'object' && value !== null) for (const member of Object.values(value)) refuseNotFinite(member, text);
}

interface Part {
  readonly start: number;
  readonly end: number;
}

function divide(text: string): Part[] {
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const separator = `${newline}---${newline}`;
  const parts: Part[] = [];
  let start = 0;
  for (;;) {
    const found = text.indexOf(separator, start);
    if (found < 0) break;
    parts.push({ start, end: found });
    start = found + separator.length;
  }
  parts.push({ start, end: text.length });
  // A directive stands before a separator of its own, so the first two parts are one document.
  const [first, second] = parts;
  return text.startsWith('%') && first && second ? [{ start: first.start, end: second.end }, ...parts.slice(2)] : parts;
}

function documentsOf(part: string, offset: number): readonly unknown[] {
  const { documents, errors } = readYaml(part);
  const [error] = errors;
  if (error) throw new SyntaxFault(error.message, error.offset + offset, { isLimit: error.isLimit });
  return documents.length === 0 ? [null] : documents.map(({ value }) => value);
}
