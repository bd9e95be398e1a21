import type { Check, Exception, Scanner } from '../checks/index.ts';
import type { Place, Problem, Severity } from '../core/index.ts';
import type { SourceText } from '../inventory/index.ts';

/** A key of `seawall.yaml`, other than an exception, that an entry asks for. */
export type Setting =
  | { readonly kind: 'severity'; readonly check: string; readonly severity: Severity }
  | { readonly kind: 'parameter'; readonly check: string; readonly name: string; readonly value: readonly string[] }
  | { readonly kind: 'fail-on'; readonly value: Severity | 'never' }
  | { readonly kind: 'only-checks'; readonly checks: readonly string[] };

export type Translation =
  /** `isReasonGiven` is false where the source gave no reason and the exception says so. */
  | { readonly kind: 'exception'; readonly exception: Exception; readonly isReasonGiven: boolean; readonly note?: string }
  | { readonly kind: 'settings'; readonly settings: readonly Setting[]; readonly note?: string }
  /** Seawall does the same already. */
  | { readonly kind: 'needless'; readonly why: string }
  | { readonly kind: 'untranslated'; readonly why: string };

/** One thing that a file says to another scanner, and what becomes of it here. */
export interface Entry {
  readonly scanner: Scanner;
  readonly place: Place;
  /** What stands there, in short. */
  readonly text: string;
  readonly translation: Translation;
}

/** What one file holds. A file that cannot be read as what it claims to be has problems; what could be read of it stands in the entries. */
export interface SourceReading {
  readonly entries: readonly Entry[];
  readonly problems: readonly Problem[];
}

/** Where an entry stands. */
export interface EntryOrigin {
  readonly scanner: Scanner;
  readonly file: SourceText;
  readonly place: Place;
  readonly text: string;
}

export function untranslated({ scanner, place, text }: EntryOrigin, why: string): Entry {
  return { scanner, place, text, translation: { kind: 'untranslated', why } };
}

export function needless({ scanner, place, text }: EntryOrigin, why: string): Entry {
  return { scanner, place, text, translation: { kind: 'needless', why } };
}

export function settings({ scanner, place, text }: EntryOrigin, list: readonly Setting[], note?: string): Entry {
  return { scanner, place, text, translation: { kind: 'settings', settings: list, ...(note === undefined ? {} : { note }) } };
}

/** An exception for these checks, or for all where there are none; its reason says where it came from when the source gave none. */
export function exception(
  { scanner, file, place, text }: EntryOrigin,
  checks: readonly Check[] | undefined,
  scope: Pick<Exception, 'files' | 'kinds' | 'namespaces' | 'names' | 'expires'>,
  reason: string | undefined,
  note?: string,
): Entry {
  const { expires, ...where } = scope;
  const given = reason?.trim().replace(/\s+/g, ' ') ?? '';
  return {
    scanner,
    place,
    text,
    translation: {
      kind: 'exception',
      exception: {
        ...(checks === undefined ? {} : { checks: checks.map(({ id }) => id) }),
        ...where,
        reason: given === '' ? `imported from ${file.name} line ${place.range.start.line}: no reason was given there` : given,
        ...(expires === undefined ? {} : { expires }),
      },
      isReasonGiven: given !== '',
      ...(note === undefined ? {} : { note }),
    },
  };
}
