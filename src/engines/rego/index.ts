export type { HostOptions, HttpAnswer } from './evaluate/host.ts';
export { compile, type CompileOptions, type EvaluateOptions, type Policy, prepareInput, type ResultSet, type Solution, type SourceModule } from './policy.ts';
