/** What a page runs to ask the engine: bundled for a browser, where no module of Node can be resolved. */
import { compile, formatJson, parseJson } from '../../src/engines/rego/index.ts';
import { casesOf, judgeCase } from '../conformance/rego-judge.ts';

/** The failures among the cases of a published file, and their number. */
function judgeFile(folder: string, text: string): { readonly cases: number; readonly failures: readonly string[] } {
  const cases = casesOf(folder, text);
  const verdicts = cases.map((entry) => ({ note: entry.note, ...judgeCase(entry) }));
  return { cases: cases.length, failures: verdicts.filter(({ passed }) => !passed).map(({ note, detail }) => `${note}: ${detail}`) };
}

/** The value of a document as JSON, or what is wrong with the policy. */
function evaluate(text: string, path: readonly string[], input: string): string {
  const compiled = compile([{ name: 'policy.rego', text }]);
  const found = compiled.ok ? compiled.value.value(path, { input: parseJson(input) }) : compiled;
  return found.ok ? formatJson(found.value ?? null) : found.problems.map(({ message }) => message).join('\n');
}

Object.assign(globalThis, { judgeFile, evaluate });
