import { checkDepth, type Members, type Reading, SyntaxFault, setMember } from './configuration.ts';
import { findJsonFault } from './json-fault.ts';

/** JSON as Go's encoding/json reads it, after a byte order mark. */
export function readJson(text: string): Reading {
  const start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  return { documents: [parseJsonText(text.slice(start), start)] };
}

/** The value of a whole text that starts at `offset` of the file. */
export function parseJsonText(text: string, offset = 0): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    const fault = findJsonFault(text) ?? { message: 'it is no JSON', offset: 0 };
    throw new SyntaxFault(fault.message, fault.offset + offset, {
      hint: 'JSON has neither comments nor trailing commas; the parser jsonc has comments',
    });
  }
  return normalise(value, 0, text, offset);
}

/** Texts have no halves of surrogate pairs in Go, and numbers stay in the range of a double. Nearly every value is returned as it is. */
function normalise(value: unknown, depth: number, text: string, offset: number): unknown {
  if (typeof value === 'string') return value.isWellFormed() ? value : value.toWellFormed();
  if (typeof value === 'number') {
    if (Number.isFinite(value)) return value;
    const found = text.search(/[0-9](?:[0-9.]*[eE][+]?[0-9]{3,}|[0-9]{308,})/);
    throw new SyntaxFault('a number is out of the range of a 64-bit float', offset + Math.max(0, found));
  }
  if (typeof value !== 'object' || value === null) return value;
  checkDepth(depth, offset);
  if (Array.isArray(value)) {
    for (let at = 0; at < value.length; at++) {
      const member = normalise(value[at], depth + 1, text, offset);
      if (member !== value[at]) value[at] = member;
    }
    return value;
  }
  const members = value as Members;
  for (const name of Object.keys(members)) {
    const member = normalise(members[name], depth + 1, text, offset);
    if (name.isWellFormed()) {
      if (member !== members[name]) setMember(members, name, member);
    } else {
      delete members[name];
      setMember(members, name.toWellFormed(), member);
    }
  }
  return members;
}
