export { CATALOGUE } from './catalogue.ts';
export { detectCredentials, strengthOfName } from './credentials/index.ts';
export { type Check, type CheckContext, type CheckDefinition, defineCheck, type Undecided, type Violation } from './define.ts';
export { type CheckTally, type Evaluation, evaluateChecks, type FixableFinding } from './evaluate.ts';
export { lastDayBefore } from './expiry.ts';
export { type Compared, compareWithKnown, countFindings, fingerprintOf, type KnownFindings, uniqueFingerprints } from './fingerprint.ts';
export type { Fix } from './fixes.ts';
export { withConstraints } from './gatekeeper/with-constraints.ts';
export { annotationsOf, commentsIn, type InlineIgnore } from './inline-ignores.ts';
export { aliasesOf, isSameId, matchesGlob, namesCheck } from './match.ts';
export type { Parameter, Parameters } from './parameters.ts';
export { type CheckSettings, defaultSettings, type Exception } from './settings.ts';
export {
  type Aliases,
  requirementsOf,
  requirementTitle,
  SCANNERS,
  type Scanner,
  STANDARD_IDS,
  STANDARDS,
  type StandardId,
  type StandardReferences,
} from './standards.ts';
export type { SuppressedFinding, Suppression } from './suppress.ts';
export { GLOSSARY, type Term } from './tables/glossary.ts';
