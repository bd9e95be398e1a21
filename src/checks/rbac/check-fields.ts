import type { Severity } from '../../core/index.ts';
import type { Aliases, StandardReferences } from '../standards.ts';

/** What every check says about itself, for the forms of checks in this folder. */
export interface CheckFields {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly why: string;
  readonly remedy: string;
  readonly standards: StandardReferences;
  readonly aliases: Aliases;
  readonly unseen?: string;
}
