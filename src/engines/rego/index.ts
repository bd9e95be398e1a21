export type { HostFunction } from './builtins/index.ts';
export type { HostOptions, HttpAnswer } from './evaluate/host.ts';
export { formatModule } from './format/index.ts';
export type { ModuleCoverage, Observation, ObservedPlace, RuleReport, TraceLine } from './observation.ts';
export {
  type CompileOptions,
  compile,
  type EvaluateOptions,
  type Policy,
  prepareInput,
  type ResultSet,
  type Solution,
  type SourceModule,
} from './policy.ts';
export { type LanguageVersion, type Module, parseModule, type SyntaxError } from './syntax/index.ts';
export { formatJson, formatValue, fromHost, parseJson, RegoObject, RegoSet, setOf, toHost, type Value } from './values/index.ts';
