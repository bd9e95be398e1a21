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
  // A list of exceptions is recognised by what it holds, also where it is broken, since exceptions.json is the name of many things.
  if (/["']?(?:posturePolicies|policyType)["']?\s*:/.test(text) && /\.(?:json|ya?ml)$/i.test(base)) return 'kubescape';
  const { documents } = readYaml(text);
  if (documents.some(({ value }) => isRecord(value) && value['apiVersion'] !== undefined && value['kind'] !== undefined)) return undefined;
  return formOfValue(documents[0]?.value) ?? BY_NAME.find(([pattern]) => pattern.test(base))?.[1];
}

function formOfValue(value: unknown): SourceForm | undefined {
  if (!isRecord(value)) return undefined;
  if (value['misconfigurations'] !== undefined) return 'trivyignore-yaml';
  if (value['skip-check'] !== undefined) return 'checkov';
  if (value['customChecks'] !== undefined || (isRecord(value['checks']) && value['exceptions'] === undefined)) return 'kube-linter';
  return value['ignored'] !== undefined || value['trustedRegistries'] !== undefined ? 'hadolint' : undefined;
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
