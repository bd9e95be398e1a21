export { type CoverageReport, coverageNode, coverageReport, linesNotCovered } from './coverage.ts';
export { errorNode, errorText, type OpaError, oneError, opaErrors } from './errors.ts';
export { EVAL_FORMATS, type EvalFormat, type EvalOutput, type EvalTexts, metricsOf, renderEval } from './eval-output.ts';
export { type Fields, fields, formatGoJson, type GoNode } from './go-json.ts';
export { describeResult, renderTests, renderTestsJson, type TestOutputOptions } from './test-output.ts';
export { EXPLAIN_MODES, type ExplainMode, selectTrace } from './trace.ts';
