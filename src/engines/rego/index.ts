export { type JsonNode, moduleJson, prettyTree } from './ast-json/index.ts';
export { type HostFunction, quoteGo, regexOf } from './builtins/index.ts';
export {
  type Bundle,
  type BundleFile,
  type BundleOptions,
  type BundleVerification,
  overlapBetween,
  readBundle,
  SIGNING_ALGORITHMS,
} from './bundle/index.ts';
export type { Answer, ExpressionValue, QueryContext } from './compile/query.ts';
export type { HostOptions, HttpAnswer } from './evaluate/host.ts';
export { checkForVersion1, type FormatOptions, formatModule } from './format/index.ts';
export { LINT_RULES, type LintFinding, lintModules } from './lint/index.ts';
export type {
  FailedExpression,
  LineProfile,
  ModuleCoverage,
  Observation,
  ObservedPlace,
  ObserveOptions,
  RuleReport,
  TraceLine,
} from './observation.ts';
export {
  type CompileOptions,
  compile,
  type EvaluateOptions,
  type Policy,
  prepareInput,
  type ResultSet,
  type Solution,
  type SourceModule,
  type WatchedQuery,
} from './policy.ts';
export { type LanguageVersion, type Module, parseModule, type SyntaxError, type Term, walkRule } from './syntax/index.ts';
export {
  findTests,
  joinCoverage,
  type LineCoverage,
  type RegoTest,
  runTest,
  type TestCase,
  type TestFailure,
  type TestOptions,
  type TestResult,
  type TestVerdict,
} from './testing/index.ts';
export {
  formatJson,
  formatValue,
  fromHost,
  isArray,
  isNumber,
  objectOf,
  parseJson,
  RegoObject,
  RegoSet,
  setOf,
  toHost,
  type Value,
} from './values/index.ts';
