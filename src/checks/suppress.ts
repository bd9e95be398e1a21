import { matchesGlob as matchesPath } from 'node:path/posix';
import { type Finding, formatSubject, type Problem, selectorsOf } from '../core/index.ts';
import type { Dockerfile, InventoryObject } from '../inventory/index.ts';
import type { Check } from './define.ts';
import { annotationsOf, commentsAt, type InlineIgnore } from './inline-ignores.ts';
import { matchesGlob, namesCheck } from './match.ts';
import type { Exception } from './settings.ts';

/** Why a finding is not counted. */
export interface Suppression {
  readonly kind: 'exception' | 'comment' | 'annotation';
  readonly reason: string;
  readonly expires?: string;
}

export interface SuppressedFinding {
  readonly finding: Finding;
  readonly by: Suppression;
}

/** What becomes of a finding: counted, counted although an exception once covered it, or not counted. */
export type Judgment =
  | { readonly kind: 'counted' }
  | { readonly kind: 'expired'; readonly exception: Pick<Exception, 'reason' | 'expires'> }
  | { readonly kind: 'suppressed'; readonly by: Suppression };

/** Applies exceptions and inline ignores, and remembers which exceptions were of use. */
export class Suppressor {
  readonly #exceptions: readonly Exception[];
  readonly #today: string;
  readonly #used = new Set<Exception>();
  readonly #annotations = new WeakMap<InventoryObject | Dockerfile, readonly InlineIgnore[]>();
  readonly #unreasoned = new Map<string, Problem>();

  constructor(exceptions: readonly Exception[], now: Date) {
    this.#exceptions = exceptions;
    this.#today = now.toISOString().slice(0, 10);
  }

  judge(check: Check, finding: Omit<Finding, 'worlds'>, object: InventoryObject | Dockerfile): Judgment {
    const ignore = this.#inlineIgnore(check, finding, object);
    const isOver = ignore !== undefined && this.#isOver(ignore);
    if (ignore && !isOver) return { kind: 'suppressed', by: suppressionBy(ignore.kind, ignore) };
    let expired: Pick<Exception, 'reason' | 'expires'> | undefined = ignore;
    for (const exception of this.#exceptions) {
      if (!covers(exception, check, finding)) continue;
      this.#used.add(exception);
      if (this.#isOver(exception)) {
        expired ??= exception;
        continue;
      }
      return { kind: 'suppressed', by: suppressionBy('exception', exception) };
    }
    return expired ? { kind: 'expired', exception: expired } : { kind: 'counted' };
  }

  /** Exceptions that covered nothing, and inline ignores that gave no reason and so were not followed. */
  notices(): Problem[] {
    const unused = this.#exceptions.filter((exception) => !this.#used.has(exception));
    return [
      ...this.#unreasoned.values(),
      ...unused.map(
        (exception): Problem => ({
          code: 'notice',
          message: `exception covers nothing (${exception.reason})`,
          hint: 'remove it, or correct what it names',
        }),
      ),
    ];
  }

  #isOver({ expires }: Pick<Exception, 'expires'>): boolean {
    return expires !== undefined && expires < this.#today;
  }

  /** The first ignore that still holds, else one that has expired. */
  #inlineIgnore(check: Check, finding: Omit<Finding, 'worlds'>, object: InventoryObject | Dockerfile): InlineIgnore | undefined {
    let annotations = this.#annotations.get(object);
    if (!annotations) {
      annotations = 'stages' in object ? [] : annotationsOf(object).map(({ ignore }) => ignore);
      this.#annotations.set(object, annotations);
    }
    const place = finding.origin[0]?.place;
    let expired: InlineIgnore | undefined;
    for (const ignore of [...commentsAt(object, finding), ...annotations]) {
      if (ignore.mistake !== undefined || !ignore.ids.some((id) => isMeant(id, ignore.scanner, check))) continue;
      if (this.#isOver(ignore)) {
        expired ??= ignore;
        continue;
      }
      if (ignore.reason !== '') return ignore;
      this.#unreasoned.set(`${place?.file}:${place?.range.start.line}:${check.id}`, {
        code: 'notice',
        message: `${ignore.kind} ignores ${check.id} of ${formatSubject(finding.subject)} without a reason, so it is not followed`,
        ...(place ? { place } : {}),
        hint: 'write the reason after the id',
      });
    }
    return expired;
  }
}

/** All of another scanner's checks are those that it has, not those that are ours alone. */
function isMeant(id: string, scanner: InlineIgnore['scanner'], check: Check): boolean {
  return id === '*' && scanner !== 'seawall' ? check.aliases[scanner] !== undefined : namesCheck(id, check);
}

function suppressionBy(kind: Suppression['kind'], { reason, expires }: Pick<Exception, 'reason' | 'expires'>): Suppression {
  return { kind, reason, ...(expires === undefined ? {} : { expires }) };
}

function covers(exception: Exception, check: Check, finding: Omit<Finding, 'worlds'>): boolean {
  const { origin } = finding;
  const { kind, namespace, name } = selectorsOf(finding.subject);
  const file = origin[0]?.place.file ?? '';
  const among = (patterns: readonly string[] | undefined, text: string): boolean =>
    patterns === undefined || patterns.some((pattern) => matchesGlob(pattern, text));
  return (
    (exception.checks === undefined || exception.checks.some((pattern) => namesCheck(pattern, check))) &&
    (exception.files === undefined || exception.files.some((pattern) => matchesPath(file, pattern))) &&
    among(exception.kinds, kind) &&
    among(exception.namespaces, namespace) &&
    among(exception.names, name)
  );
}
