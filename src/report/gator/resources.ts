import { compareText, stringAt } from '../../core/index.ts';
import type { JsonObject } from '../../engines/gatekeeper/index.ts';
import { formatYaml } from '../../formats/index.ts';
import { safeJsonText, safeLines } from '../safe-text.ts';
import { sortKeys } from './sort-keys.ts';

/** How `gator expand` can print. */
export const RESOURCE_OUTPUTS = ['yaml', 'json'] as const;

export type ResourceOutput = (typeof RESOURCE_OUTPUTS)[number];

/** Objects in the order and with the keys of `gator expand` 3.23.1; its YAML is indented otherwise, and its JSON lacks the break before `---`. */
export function renderResources(objects: readonly JsonObject[], output: ResourceOutput): string {
  const sorted = objects.toSorted((a, b) => compareText(keyOf(b), keyOf(a))).map((object) => sortKeys(object) as JsonObject);
  if (output === 'yaml') return renderDocuments(sorted);
  return sorted.map((object) => `${safeJsonText(JSON.stringify(object, undefined, 4))}\n`).join('---\n');
}

function keyOf(object: JsonObject): string {
  return ['name', 'apiVersion', 'kind']
    .map((field) => stringAt(object, ...(field === 'name' ? ['metadata', field] : [field])) ?? '')
    .join('');
}

/** Objects as a stream of YAML, their keys as they are. */
export function renderDocuments(objects: readonly JsonObject[]): string {
  return objects.map(renderDocument).join('---\n');
}

/** Texts of several lines as blocks, unless one holds characters that have to be escaped. */
function renderDocument(object: JsonObject): string {
  const text = formatYaml(object, { hasBlocks: true });
  return safeLines(text) === text ? text : safeLines(formatYaml(object));
}
