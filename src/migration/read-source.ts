import { basename } from 'node:path/posix';
import { isRecord } from '../core/index.ts';
import { readYaml } from '../formats/index.ts';
import { type InputText, sourceText } from '../inventory/index.ts';
import { readCheckovConfig } from './checkov.ts';
import type { SourceReading } from './entry.ts';
import { readHadolintConfig } from './hadolint.ts';
import { readKubeLinterConfig } from './kube-linter.ts';
import { readKubescapeExceptions } from './kubescape.ts';
import { readTrivyIgnore, readTrivyIgnoreYaml } from './trivy.ts';

/** The forms of file that can be translated. */
export type SourceForm = 'trivyignore' | 'trivyignore-yaml' | 'checkov' | 'kube-linter' | 'hadolint' | 'kubescape';

/** The names that the scanners look for by themselves; Kubescape is told a name, and these two are those of its documentation. */
export const SOURCE_NAMES: Readonly<Record<string, SourceForm>> = {
  '.trivyignore': 'trivyignore',
  '.trivyignore.yaml': 'trivyignore-yaml',
  '.trivyignore.yml': 'trivyignore-yaml',
  '.checkov.yaml': 'checkov',
  '.checkov.yml': 'checkov',
  '.kube-linter.yaml': 'kube-linter',
  '.kube-linter.yml': 'kube-linter',
  '.hadolint.yaml': 'hadolint',
  '.hadolint.yml': 'hadolint',
  'exceptions.json': 'kubescape',
  'kubescape-exceptions.json': 'kubescape',
};

const BY_NAME: readonly (readonly [RegExp, SourceForm])[] = [
  [/trivyignore\.ya?ml$/i, 'trivyignore-yaml'],
  [/trivyignore(?:\.txt)?$/i, 'trivyignore'],
  [/checkov[^/]*\.ya?ml$/i, 'checkov'],
  [/kube-?linter[^/]*\.ya?ml$/i, 'kube-linter'],
  [/hadolint[^/]*\.ya?ml$/i, 'hadolint'],
];

/** The form of a file, by its name and, where that says nothing, by the keys in it; `undefined` for anything else. */
export function sourceFormOf({ name, text }: InputText): SourceForm | undefined {
  const base = basename(name);
  const known = Object.hasOwn(SOURCE_NAMES, base) ? SOURCE_NAMES[base] : undefined;
  if (known !== undefined && known !== 'kubescape') return known;
  const byContent = formOfValue(readYaml(text).documents[0]?.value);
  // A list of exceptions is recognised by what it holds, since exceptions.json is the name of many things.
  return byContent ?? (byContent === undefined ? BY_NAME.find(([pattern]) => pattern.test(base))?.[1] : undefined);
}

function formOfValue(value: unknown): SourceForm | undefined {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  if (!isRecord(first)) return undefined;
  if (first['posturePolicies'] !== undefined || first['policyType'] === 'postureExceptionPolicy') return 'kubescape';
  if (Array.isArray(value) || first['apiVersion'] !== undefined) return undefined;
  if (first['misconfigurations'] !== undefined) return 'trivyignore-yaml';
  if (first['skip-check'] !== undefined) return 'checkov';
  if (first['customChecks'] !== undefined || (isRecord(first['checks']) && first['exceptions'] === undefined)) return 'kube-linter';
  return first['ignored'] !== undefined || first['trustedRegistries'] !== undefined ? 'hadolint' : undefined;
}

/** What a file of that form says; relative paths in it start from `cwd`. */
export function readSource(input: InputText, form: SourceForm, cwd: string): SourceReading {
  const file = sourceText(input.name, input.text);
  switch (form) {
    case 'trivyignore':
      return readTrivyIgnore(file);
    case 'trivyignore-yaml':
      return readTrivyIgnoreYaml(file);
    case 'checkov':
      return readCheckovConfig(file);
    case 'kube-linter':
      return readKubeLinterConfig(file, cwd);
    case 'hadolint':
      return readHadolintConfig(file);
    default:
      return readKubescapeExceptions(file);
  }
}
