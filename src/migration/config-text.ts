import type { Exception } from '../checks/index.ts';
import type { ImportedConfig } from './combine.ts';

/** Plain scalars that are texts for every reader of YAML; anything else is quoted. */
const PLAIN = /^[A-Za-z_][\w./-]*$/;
const PLAIN_LINE = /^[A-Za-z_](?:[\w ./,;()'+-]|:(?=[^\s]))*$/;
const NOT_TEXT = /^(?:y|n|yes|no|on|off|true|false|null)$/i;

/** The lines of `seawall.yaml` below each key, without the key itself. */
export type ConfigLines = ReadonlyMap<keyof ImportedConfig, { readonly value?: string; readonly lines: readonly string[] }>;

/** What is to be written for each key; keys with nothing to say are absent. Lines are indented for a key in the first column. */
export function configLines(config: ImportedConfig): ConfigLines {
  const found = new Map<keyof ImportedConfig, { readonly value?: string; readonly lines: readonly string[] }>();
  if (config.failOn !== undefined) found.set('failOn', { value: config.failOn, lines: [] });
  if (config.checks) found.set('checks', { lines: config.checks.map((id) => `  - ${scalar(id)}`) });
  if (config.severities) {
    found.set('severities', { lines: Object.entries(config.severities).map(([id, severity]) => `  ${id}: ${severity}`) });
  }
  if (config.parameters) {
    found.set('parameters', {
      lines: Object.entries(config.parameters).flatMap(([id, values]) => [
        `  ${id}:`,
        ...Object.entries(values).map(([name, value]) => `    ${name}: ${flow(value)}`),
      ]),
    });
  }
  if (config.exceptions) found.set('exceptions', { lines: config.exceptions.flatMap(exceptionLines) });
  return found;
}

/** A whole `seawall.yaml`. */
export function formatConfig(config: ImportedConfig): string {
  const parts = [...configLines(config)].flatMap(([key, { value, lines }]) => [
    value === undefined ? `${key}:` : `${key}: ${value}`,
    ...lines,
  ]);
  return parts.length === 0 ? '' : `${parts.join('\n')}\n`;
}

function exceptionLines(exception: Exception): string[] {
  const { checks, files, kinds, namespaces, names, reason, expires } = exception;
  const lines = [
    ...Object.entries({ checks, files, kinds, namespaces, names }).flatMap(([key, list]) => (list ? [`${key}: ${flow(list)}`] : [])),
    `reason: ${PLAIN_LINE.test(reason) && !reason.endsWith(' ') && !NOT_TEXT.test(reason) ? reason : JSON.stringify(reason)}`,
    ...(expires === undefined ? [] : [`expires: "${expires}"`]),
  ];
  return lines.map((line, index) => (index === 0 ? `  - ${line}` : `    ${line}`));
}

function flow(value: unknown): string {
  return Array.isArray(value) ? `[${value.map((item) => scalar(String(item))).join(', ')}]` : JSON.stringify(value);
}

function scalar(text: string): string {
  return PLAIN.test(text) && !NOT_TEXT.test(text) ? text : JSON.stringify(text);
}
