import type { Severity } from '../../core/index.ts';

/**
 * What a page carries, made by `pageDataOf` and read by the program in web/. Reports of 20,000 findings must stay small, so whatever
 * repeats stands in a table once and findings are columns of numbers that point into the tables.
 */
export interface PageData {
  readonly version: string;
  readonly counts: { readonly files: number; readonly documents: number; readonly foreign: number; readonly objects: number };
  /** How many checks were asked, those without findings included. */
  readonly asked: number;
  /** How many checks found only what is less severe than the report was asked for. */
  readonly unlisted: number;
  /** Names of the alternatives; empty where there are none. */
  readonly worlds: readonly string[];
  /** Those with findings. */
  readonly checks: readonly PageCheck[];
  readonly standards: readonly PageStandard[];
  readonly subjects: readonly PageSubject[];
  readonly files: readonly PageFile[];
  /** Messages and field paths. */
  readonly texts: readonly string[];
  readonly findings: PageFindings;
  readonly problems: readonly PageProblem[];
}

export interface PageCheck {
  readonly id: string;
  readonly title: string;
  readonly why: string;
  readonly remedy: string;
  readonly standards: Readonly<Record<string, readonly string[]>>;
  readonly aliases: Readonly<Record<string, readonly string[]>>;
}

export interface PageStandard {
  readonly id: string;
  readonly title: string;
  readonly url: string;
  readonly passed: readonly string[];
  readonly failed: readonly string[];
  readonly notEvaluated: readonly string[];
  readonly notApplicable: readonly string[];
  /** What the requirements ask for, by their numbers. */
  readonly requirements: Readonly<Record<string, string>>;
}

export interface PageSubject {
  readonly kind: string;
  readonly apiVersion: string;
  readonly name: string;
  readonly namespace?: string;
}

export interface PageFile {
  readonly name: string;
  /** Runs of lines that excerpts show, each with the number of its first line; secrets in them are masked. */
  readonly lines: readonly { readonly first: number; readonly text: string }[];
}

/** One entry in each column for each finding, four in `range`; what few findings have stands in `rest` under the finding's number. */
export interface PageFindings {
  readonly fingerprint: readonly string[];
  readonly check: readonly number[];
  readonly severity: readonly number[];
  readonly subject: readonly number[];
  readonly file: readonly number[];
  readonly range: readonly number[];
  readonly message: readonly number[];
  readonly field: readonly number[];
  readonly rest: Readonly<Record<number, PageFindingRest>>;
}

export interface PageFindingRest {
  /** The field is absent, and the range is that of its nearest existing parent. */
  readonly isAbsent?: true;
  readonly evidence?: readonly string[];
  readonly worlds?: readonly string[];
  /** Further links of the origin, as `file:line:column`. */
  readonly places?: readonly string[];
  readonly fix?: PageFix;
  /** Why it is not counted. */
  readonly accepted?: { readonly kind: string; readonly reason: string; readonly expires?: string };
}

/** A change that would remove a weakness. */
export interface PageFix {
  /** In the unified format. */
  readonly diff: string;
  /** What could stop working; empty where nothing can. */
  readonly breaks: string;
  readonly risky: boolean;
}

/** Problems that say the same, with all their places. */
export interface PageProblem {
  readonly isNotice: boolean;
  readonly message: string;
  readonly hint?: string;
  readonly count: number;
  readonly places: readonly string[];
}

/** Severities by the numbers that `PageFindings` uses. */
export const PAGE_SEVERITIES: readonly Severity[] = ['critical', 'high', 'medium', 'low', 'info'];
