import { parseAddress } from './net.ts';
import { regexOf } from './regex.ts';

const DATE = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;
const TIME = /^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})?$/;
const HOST = /^(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]{0,61}[a-zA-Z0-9])(?:\.(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]{0,61}[a-zA-Z0-9]))*$/;
const UUID = /^[a-f0-9]{8}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{4}-[a-f0-9]{12}$/i;
const POINTER = /^(?:\/(?:[^~/]|~0|~1)*)*$/;
const RELATIVE_POINTER = /^(?:0|[1-9]\d*)(?:#|(?:\/(?:[^~/]|~0|~1)*)*)$/;
const SCHEME = /^[a-zA-Z][a-zA-Z0-9+.-]*:/;
const MAIL = /^(?:"[^"]+"|[^\s@<>()[\]\\,;:"]+)@[^\s@<>()[\]\\,;:"]+$|^[^<>]*<[^\s@<>]+@[^\s@<>]+>$/;

function isDate(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return DATE.test(text) && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

function isUri(text: string, needsScheme: boolean): boolean {
  return !/[\s\\<>{}|^`"]|%(?![0-9a-fA-F]{2})/.test(text) && (!needsScheme || SCHEME.test(text));
}

function isRegex(text: string): boolean {
  try {
    regexOf(text);
    return true;
  } catch {
    return false;
  }
}

const CHECKS: Readonly<Record<string, (text: string) => boolean>> = {
  date: isDate,
  time: (text) => TIME.test(text),
  'date-time': (text) => {
    const [day = '', time] = [text.slice(0, 10), text.slice(11)];
    return isDate(day) && text[10] === 'T' && TIME.test(time) && /(?:Z|[+-]\d{2}:\d{2})$/.test(time);
  },
  hostname: (text) => HOST.test(text) && text.length < 256,
  email: (text) => MAIL.test(text),
  'idn-email': (text) => MAIL.test(text),
  ipv4: (text) => parseAddress(text)?.bits === 32,
  ipv6: (text) => parseAddress(text)?.bits === 128,
  uri: (text) => isUri(text, true),
  'uri-reference': (text) => isUri(text, false),
  iri: (text) => isUri(text, true),
  'iri-reference': (text) => isUri(text, false),
  'uri-template': (text) => !/[{}]/.test(text.replace(/\{[^{}]*\}/g, '')),
  uuid: (text) => UUID.test(text),
  regex: isRegex,
  'json-pointer': (text) => POINTER.test(text),
  'relative-json-pointer': (text) => RELATIVE_POINTER.test(text),
};

/** Whether a text has a format; of formats that are not known every text has. */
export function isFormat(name: string, text: string): boolean {
  return CHECKS[name]?.(text) ?? true;
}
