import { type Answer, formatJson, type LineProfile, type Observation, objectOf } from '../../engines/rego/index.ts';
import { renderBoxTable } from '../box-table.ts';
import { safeLines } from '../safe-text.ts';
import { type CoverageReport, coverageNode } from './coverage.ts';
import { errorNode, errorText, type OpaError } from './errors.ts';
import { formatGoDuration } from './go-duration.ts';
import { type Fields, fields, formatGoJson, type GoNode } from './go-json.ts';
import { type ExplainMode, failureText, selectTrace, traceNode, traceText } from './trace.ts';

export const EVAL_FORMATS = ['json', 'values', 'bindings', 'pretty', 'source', 'raw', 'discard'] as const;
export type EvalFormat = (typeof EVAL_FORMATS)[number];

/** All that an evaluation gave; what was not asked for is undefined. */
export interface EvalOutput {
  readonly errors: readonly OpaError[];
  readonly answers: readonly Answer[];
  readonly metrics?: ReadonlyMap<string, number>;
  readonly explanation?: { readonly observation: Observation; readonly mode: ExplainMode };
  readonly profile?: readonly LineProfile[];
  readonly coverage?: CoverageReport;
}

export interface EvalTexts {
  readonly stdout: string;
  readonly stderr: string;
}

/** The outputs of `opa eval`: https://github.com/open-policy-agent/opa/blob/v1.13.1/internal/presentation/presentation.go */
export function renderEval(output: EvalOutput, format: EvalFormat, limit: number): EvalTexts {
  const { errors, answers } = output;
  switch (format) {
    case 'pretty':
      return renderPretty(output, limit);
    case 'json':
      return { stdout: `${formatGoJson(outputNode(output))}\n`, stderr: '' };
    case 'discard':
      return { stdout: `${formatGoJson(discardNode(output))}\n`, stderr: '' };
    default:
      if (errors.length > 0) return { stdout: '', stderr: errorText(errors) };
      return { stdout: answers.map((answer) => renderAnswer(answer, format)).join(''), stderr: '' };
  }
}

function renderAnswer({ bindings, expressions }: Answer, format: EvalFormat): string {
  if (format === 'bindings') return `${formatGoJson(objectOf(bindings))}\n`;
  if (format === 'values') return `${formatGoJson(expressions.map(({ value }) => value))}\n`;
  return `${expressions.map(({ value }) => (typeof value === 'string' ? safeLines(value) : formatJson(value))).join(' ')}\n`;
}

function outputNode({ errors, answers, metrics, explanation, profile, coverage }: EvalOutput): Fields {
  return fields(
    ['errors', errors.length > 0 ? errors.map(errorNode) : undefined],
    ['result', answers.length > 0 ? answers.map(answerNode) : undefined],
    ['metrics', metrics && objectOf([...metrics].map(([name, value]) => [name, value]))],
    ['explanation', explanation && traceNode(selectTrace(explanation.observation.trace, explanation.mode))],
    ['profile', profile && profile.length > 0 ? profile.map(profileNode) : undefined],
    ['coverage', coverage && coverageNode(coverage)],
  );
}

function answerNode({ bindings, expressions }: Answer): GoNode {
  return fields(
    [
      'expressions',
      expressions.map(({ value, text, position }) =>
        fields(['value', value], ['text', text], ['location', fields(['row', position.line], ['col', position.column])]),
      ),
    ],
    ['bindings', bindings.size > 0 ? objectOf(bindings) : undefined],
  );
}

/** The same with the result left out, and the members in the order of their names. */
function discardNode(output: EvalOutput): Fields {
  const node = outputNode(output);
  const members = node.fields.map(([name, value]) =>
    name === 'result' && value !== undefined
      ? ([name, 'discarded'] as const)
      : ([name, value === undefined ? undefined : sorted(value)] as const),
  );
  return fields(...members.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function sorted(node: GoNode): GoNode {
  if (node === null || typeof node !== 'object') return node;
  if (Array.isArray(node)) return (node as readonly GoNode[]).map(sorted);
  if (!('fields' in node)) return node;
  const members = node.fields.map(([name, value]) => [name, value === undefined ? undefined : sorted(value)] as const);
  return fields(...members.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function profileNode({ place, evaluations, redos, expressions, time }: LineProfile): Fields {
  const { line, column } = place.position;
  return fields(
    ['total_time_ns', time],
    ['num_eval', evaluations],
    ['num_redo', redos],
    ['num_gen_expr', expressions],
    ['location', fields(['file', place.module === 'query' ? '' : place.module], ['row', line], ['col', column])],
  );
}

function renderPretty(output: EvalOutput, limit: number): EvalTexts {
  const { errors, answers, metrics, explanation, profile, coverage } = output;
  let stdout = '';
  if (explanation) {
    const { observation, mode } = explanation;
    stdout += traceText(selectTrace(observation.trace, mode), observation.isTraceTruncated);
    if (mode === 'fails') stdout += failureText(observation);
  }
  if (errors.length === 0) stdout += answers.length === 0 ? 'undefined\n' : resultText(answers, limit);
  if (metrics)
    stdout += renderBoxTable(
      ['Metric', 'Value'],
      [...metrics].map(([name, value]) => [name, String(value)]),
    );
  if (profile && profile.length > 0) {
    stdout += renderBoxTable(
      ['Time', 'Num Eval', 'Num Redo', 'Num Gen Expr', 'Location'],
      profile.map(({ place, evaluations, redos, expressions, time }) => [
        formatGoDuration(time),
        String(evaluations),
        String(redos),
        String(expressions),
        place.module === 'query' ? place.text : `${place.module}:${place.position.line}`,
      ]),
    );
  }
  if (coverage) stdout += renderBoxTable(undefined, [['Overall Coverage', coverage.percentage.toFixed(2)]]);
  return { stdout, stderr: errors.length > 0 ? errorText(errors) : '' };
}

function resultText(answers: readonly Answer[], limit: number): string {
  const [first] = answers;
  const [expression] = first?.expressions ?? [];
  if (answers.length === 1 && first && expression && first.bindings.size === 0) {
    const areBooleans = first.expressions.every(({ value }) => typeof value === 'boolean');
    if (first.expressions.length === 1 || areBooleans) return `${formatGoJson(expression.value)}\n`;
  }
  const names = [...(first?.bindings.keys() ?? [])].toSorted((a, b) => (a < b ? -1 : 1));
  const shown = [...(first?.expressions.entries() ?? [])].filter(([, { value }]) => typeof value !== 'boolean' || names.length === 0);
  const titles = [...names, ...shown.map(([, { text }]) => text)];
  const rows = answers.map(({ bindings, expressions }) =>
    [...names.map((name) => bindings.get(name) ?? null), ...shown.map(([i]) => expressions[i]?.value ?? null)].map((value) =>
      cut(safeLines(formatJson(value)), limit),
    ),
  );
  return renderBoxTable(titles.map(safeLines), rows);
}

function cut(text: string, limit: number): string {
  return limit > 0 && text.length > limit ? `${text.slice(0, limit)}...` : text;
}

/** Metrics by name, in the order of the names. */
export function metricsOf(times: Readonly<Record<string, bigint>>): ReadonlyMap<string, number> {
  return new Map(
    Object.entries(times)
      .map(([name, time]) => [`timer_${name}_ns`, Number(time)] as const)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );
}
