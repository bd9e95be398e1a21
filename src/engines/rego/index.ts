export type { HostOptions, HttpAnswer } from './evaluate/host.ts';
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
export { formatJson, formatValue, fromHost, parseJson, RegoObject, RegoSet, setOf, toHost, type Value } from './values/index.ts';
