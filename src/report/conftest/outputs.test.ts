import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CheckResult } from '../../engines/conftest/index.ts';
import { parseJson, RegoObject } from '../../engines/rego/index.ts';
import { type CheckOutput, type CheckOutputOptions, renderChecks, renderTraces } from './index.ts';

const OPTIONS: CheckOutputOptions = {
  colour: false,
  suppressExceptions: false,
  showSkipped: false,
  junitHideMessage: false,
  githubHidePassed: false,
  version: '1.2.3',
  cwd: '/work',
};

const NOTHING: CheckResult = {
  fileName: 'ok.yaml',
  namespace: 'main',
  successes: 2,
  skipped: [],
  warnings: [],
  failures: [],
  exceptions: [],
  queries: [],
};

const RESULT: CheckResult = {
  ...NOTHING,
  fileName: 'in.yaml',
  successes: 1,
  warnings: [{ message: 'wide 漢字' }],
  failures: [
    { message: 'line one\nline two', metadata: metadataOf('{"query": "data.main.deny", "n": 1.0000000000000000001, "s": []}') },
    { message: 'a <b> & "c"', location: { file: 'other.yaml', line: '3' } },
  ],
  exceptions: [{ message: 'data.main.exception[_][_] == "a"' }],
};

function metadataOf(json: string): RegoObject {
  const value = parseJson(json);
  assert.ok(value instanceof RegoObject);
  return value;
}

function render(output: CheckOutput, results: readonly CheckResult[] = [RESULT], options: Partial<CheckOutputOptions> = {}): string {
  return renderChecks(results, output, { ...OPTIONS, ...options });
}

describe('outputs of checks', () => {
  it('are lines for people', () => {
    assert.equal(
      render('stdout'),
      `WARN - in.yaml - main - wide 漢字
FAIL - in.yaml - main - line one
line two
FAIL - in.yaml - main - a <b> & "c"
EXCP - in.yaml - main - data.main.exception[_][_] == "a"

5 tests, 1 passed, 1 warning, 2 failures, 1 exception
`,
    );
    assert.ok(!render('stdout', [RESULT], { suppressExceptions: true }).includes('EXCP'));
    assert.match(render('stdout', [NOTHING], { showSkipped: true }), /^\n2 tests, 2 passed, .*, 0 skipped\n$/);
  });

  it('have colour by what is worst, when it is wanted', () => {
    const last = (result: CheckResult): string =>
      render('stdout', [result], { colour: true }).trimEnd().split('\n').at(-1)?.slice(0, 5) ?? '';
    assert.deepEqual([RESULT, { ...RESULT, failures: [] }, { ...RESULT, failures: [], warnings: [] }, NOTHING].map(last), [
      '\u001b[31m',
      '\u001b[33m',
      '\u001b[36m',
      '\u001b[32m',
    ]);
  });

  it('begin with what policies printed', () => {
    const query = { query: 'data.main.deny', hasPassed: false, trace: ['Enter x'], prints: ['a.rego:3: hello'] };
    assert.match(render('stdout', [{ ...NOTHING, queries: [query] }]), /^PRNT {3}a\.rego:3: hello\n\n\n2 tests/);
    assert.equal(renderTraces([{ ...NOTHING, queries: [query] }], false), 'file: ok.yaml | query: data.main.deny\nTRAC   Enter x\n');
  });

  it('are JSON whose numbers keep their digits', () => {
    const text = render('json');
    assert.match(text, /^\[\n\t\{\n\t\t"filename": "in\.yaml",\n\t\t"namespace": "main",\n\t\t"successes": 1,\n\t\t"warnings": \[/);
    assert.match(text, /"n": 1\.0000000000000000001,\n/);
    assert.match(text, /"s": \[\]\n/);
    assert.match(text, /"msg": "a \\u003cb\\u003e \\u0026 \\"c\\"",\n\t{4}"loc": \{\n\t{5}"file": "other\.yaml",\n\t{5}"line": 3\n/);
    const [parsed] = JSON.parse(text) as { filename: string; failures: { msg: string }[] }[];
    assert.equal(parsed?.failures[0]?.msg, 'line one\nline two');
    assert.equal(render('json', []), 'null\n');
    assert.match(render('json', [{ ...NOTHING, fileName: '-' }]), /"filename": ""/);
  });

  it('are TAP with numbers through all files', () => {
    assert.equal(
      render('tap', [NOTHING, { ...RESULT, failures: [], exceptions: [] }]),
      `1..4
# successes
ok 1 - ok.yaml - main - SUCCESS
ok 2 - ok.yaml - main - SUCCESS
# warnings
not ok 3 - in.yaml - main - wide 漢字
# successes
ok 4 - in.yaml - main - SUCCESS
`,
    );
    assert.equal(render('tap', []), '');
  });

  it('are a table that counts columns of the screen', () => {
    assert.equal(
      render('table', [{ ...RESULT, failures: [], exceptions: [], warnings: [{ message: ' wide 漢字\ntab\there ' }] }]),
      `┌─────────┬─────────┬───────────┬─────────────────┐
│ RESULT  │  FILE   │ NAMESPACE │     MESSAGE     │
├─────────┼─────────┼───────────┼─────────────────┤
│ success │ in.yaml │ main      │ SUCCESS         │
│ warning │ in.yaml │ main      │ wide 漢字       │
│         │         │           │ tab        here │
└─────────┴─────────┴───────────┴─────────────────┘
`,
    );
    assert.equal(render('table', []), '');
  });

  it('are JUnit with what XML must not hold taken out', () => {
    const text = render('junit', [RESULT, { ...NOTHING, namespace: 'b', failures: [{ message: 'bad \u0001' }] }]);
    assert.match(text, /<testsuite tests="4" failures="3" time="0\.000" name="conftest\.main">/);
    assert.match(
      text,
      /name="in\.yaml - line one" time="0\.000">\n\t{3}<failure message="Failed" type="">line one&#xA;line two<\/failure>/,
    );
    assert.match(text, /a &lt;b&gt; &amp; &#34;c&#34;/);
    assert.match(text, /name="conftest\.b">[\s\S]*bad \\u0001/);
    assert.match(
      render('junit', [RESULT], { junitHideMessage: true }),
      /<testcase classname="conftest\.main" name="in\.yaml" time="0\.000">\n\t{3}<failure/,
    );
    assert.equal(render('junit', []), '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites></testsuites>\n');
  });

  it('are annotations of GitHub in which no message can be a command', () => {
    const text = render('github', [NOTHING, { ...RESULT, failures: [...RESULT.failures, { message: 'x\n::add-mask::y' }] }]);
    assert.match(text, /^::group::Testing "ok\.yaml" against 2 policies in namespace "main"\n/);
    assert.match(text, /::error file=in\.yaml,line=1::line one%0Aline two\n/);
    assert.match(
      text,
      /::error file=other\.yaml,line=3::a <b> & "c"\n::error file=in\.yaml,line=1::\(ORIGINATING FROM other\.yaml L3\) a <b> & "c"\n/,
    );
    assert.ok(!/^::add-mask/m.test(text));
    assert.ok(!render('github', [NOTHING], { githubHidePassed: true }).includes('::group::'));
    const odd = { ...NOTHING, fileName: 'a:b,c%.yaml', warnings: [{ message: 'w' }] };
    assert.match(render('github', [odd]), /::warning file=a%3Ab%2Cc%25\.yaml,line=1::w\n/);
  });

  it('are commands of Azure Pipelines in which no message can be a command', () => {
    const text = render('azuredevops', [
      { ...NOTHING, skipped: [{ message: 's' }], failures: [{ message: 'x\n##vso[task.setvariable]y' }] },
    ]);
    assert.equal(
      text,
      `##[section]Testing 'ok.yaml' against 4 policies in namespace 'main'
##[group]See conftest results
##vso[task.logissue type=error] file=ok.yaml --> x%0A##vso[task.setvariable]y
skipped file=ok.yaml s
success file=ok.yaml 2
##[endgroup]
4 tests, 2 passed, 0 warnings, 1 failure, 0 exceptions
`,
    );
  });

  it('are SARIF with rules by namespace and kind, and places that policies gave', () => {
    const log = JSON.parse(render('sarif', [RESULT, { ...NOTHING, fileName: 'a b/ü.yaml' }, { ...NOTHING, successes: 0 }])) as {
      runs: [
        {
          tool: { driver: { rules: { id: string; properties?: unknown }[]; version: string } };
          invocations: [{ exitCode: number }];
          results: unknown[];
        },
      ];
    };
    const [{ tool, invocations, results }] = log.runs;
    assert.deepEqual(
      tool.driver.rules.map(({ id }) => id),
      ['main/deny', 'main/warn', 'main/allow', 'main/success', 'main/skip'],
    );
    assert.deepEqual([tool.driver.version, invocations[0].exitCode, results.length], ['1.2.3', 1, 6]);
    assert.match(JSON.stringify(results[1]), /"uri":"other\.yaml"\},"region":\{"startLine":3,"endLine":3\}/);
    assert.match(JSON.stringify(results[4]), /"uri":"a%20b\/%C3%BC\.yaml"/);
  });

  it('show no control characters', () => {
    const evil = { ...NOTHING, fileName: 'a\u001b[2J.yaml', failures: [{ message: 'x\u001b[31m\u202ey', metadata: metadataOf('{}') }] };
    for (const output of ['stdout', 'json', 'tap', 'table', 'junit', 'github', 'azuredevops', 'sarif'] as const)
      assert.doesNotMatch(render(output, [evil]), /(?![\n\t])\p{Cc}|\p{Cf}/u, output);
  });
});
