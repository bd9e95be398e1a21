export { checkErrors, renderErrorsJson, renderLint, renderLintJson } from './check-output.ts';
export { coverageNode, coverageReport, linesNotCovered } from './coverage.ts';
export { errorNode, errorText, type OpaError, opaErrors } from './errors.ts';
export { EVAL_FORMATS, type EvalFormat, type EvalOutput, metricsOf, renderEval } from './eval-output.ts';
export { fields, formatGoJson, type GoNode } from './go-json.ts';
export { describeResult, renderTests, renderTestsJson } from './test-output.ts';
export { EXPLAIN_MODES, type ExplainMode, selectTrace } from './trace.ts';
