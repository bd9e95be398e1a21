export { type Checked, type CheckedFile, type Checker, type CheckerOptions, createChecker } from './checker.ts';
export { type Configuration, combineConfigurations } from './combine.ts';
export { isPattern, matchNamespaces, namespacesOf } from './namespaces.ts';
export {
  type AskedQuery,
  type CheckMessage,
  type CheckResult,
  formatTotals,
  type MessageLocation,
  type Totals,
  totalsOf,
} from './result.ts';
export { findFunctions, findLostMessages, namespaceOf } from './rules.ts';
export type { TraceStep } from './trace.ts';
export { type LastFailure, resultsOfTests, type UnitTest, type Verified, type VerifyOptions, verifyPolicy } from './verify.ts';
