import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { Exception } from '../../checks/index.ts';
import { formatPlace, indexLines, type Severity } from '../../core/index.ts';
import { readYaml } from '../../formats/index.ts';
import { UsageError } from '../usage-error.ts';
import { findConfigMistake } from './validate.ts';

/** The configuration file, as `keys.ts` describes it. */
export interface Config {
  readonly failOn?: Severity | 'never';
  readonly severity?: Severity;
  readonly standards?: readonly string[];
  readonly checks?: readonly string[];
  readonly baseline?: string;
  readonly namespace?: string;
  readonly kubernetesVersion?: string;
  readonly allowIncomplete?: boolean;
  readonly severities?: Readonly<Record<string, Severity | 'never'>>;
  readonly parameters?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly crownJewels?: readonly string[];
  readonly exceptions?: readonly Exception[];
}

export const CONFIG_NAME = 'seawall.yaml';

/** Reads the file named, else the nearest `seawall.yaml` from `cwd` up to the root of the repository; an empty configuration where there is none. */
export function loadConfig(named: string | undefined, cwd: string): Config {
  const path = named === undefined ? findConfig(cwd) : resolve(cwd, named);
  if (path === undefined) return {};
  const shown = relative(cwd, path) || path;
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new UsageError(`cannot read the configuration file ${shown}`, { hint: 'check --config and SEAWALL_CONFIG' });
  }
  return parseConfig(text, shown);
}

/** The configuration in a text; throws a UsageError with the place of the first mistake in it. */
export function parseConfig(text: string, file: string): Config {
  const { documents, errors } = readYaml(text);
  const lines = indexLines(text);
  const placeOf = (start: number, end: number): string => formatPlace({ file, range: lines.rangeOf(start, end) });
  const [error] = errors;
  if (error) throw new UsageError(error.message, { place: placeOf(error.offset, error.offset) });
  const [document] = documents;
  if (!document || document.value === null || document.value === undefined) return {};
  const [duplicate] = document.duplicates;
  if (duplicate)
    throw new UsageError(`the key ${String(duplicate.path.at(-1))} stands here twice`, {
      place: placeOf(duplicate.offset, duplicate.offset),
    });
  const mistake = findConfigMistake(document.value);
  if (mistake) {
    const { start, end } = document.locate(mistake.path);
    throw new UsageError(mistake.message, { place: placeOf(start, end), ...(mistake.hint === undefined ? {} : { hint: mistake.hint }) });
  }
  return document.value as Config;
}

/** The nearest `seawall.yaml` from `cwd` up to the root of the repository. */
export function findConfig(cwd: string): string | undefined {
  for (let folder = cwd; ; folder = dirname(folder)) {
    const path = join(folder, CONFIG_NAME);
    if (existsSync(path)) return path;
    if (existsSync(join(folder, '.git')) || dirname(folder) === folder) return undefined;
  }
}
