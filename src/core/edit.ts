import { type FieldPath, formatFieldPath, isRecord } from './field-path.ts';

/** A change of a text: what stands from `start` up to `end` becomes `text`. Offsets count UTF-16 code units. */
export interface TextEdit {
  readonly kind: 'text';
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** What it does, in words. */
  readonly description: string;
}

export type Edit = FieldEdit | TextEdit;

/**
 * A change of one field, as a person would describe it. `set` writes a value and makes missing parents; `add` puts an item at the end of a list
 * and makes the list where it is missing; `remove` takes a member or an item out; `rename` gives a member another key.
 */
export type FieldEdit =
  | { readonly kind: 'set'; readonly path: FieldPath; readonly value: unknown }
  | { readonly kind: 'add'; readonly path: FieldPath; readonly value: unknown }
  | { readonly kind: 'remove'; readonly path: FieldPath }
  | { readonly kind: 'rename'; readonly path: FieldPath; readonly key: string };

/** The value after the edit, sharing what did not change; `undefined` where the edit does not fit the value. */
export function applyEdit(value: unknown, edit: FieldEdit): unknown {
  return change(value, edit, 0);
}

function change(value: unknown, edit: FieldEdit, depth: number): unknown {
  const step = edit.path[depth];
  if (step === undefined) return edit.kind === 'add' ? addTo(value, edit.value) : edit.kind === 'set' ? edit.value : undefined;
  const isLast = depth === edit.path.length - 1;
  if (typeof step === 'number') {
    if (!Array.isArray(value) || step >= value.length) return undefined;
    if (isLast && edit.kind === 'remove') return value.toSpliced(step, 1);
    const item = change(value[step], edit, depth + 1);
    return item === undefined ? undefined : value.with(step, item);
  }
  if (value !== undefined && value !== null && !isRecord(value)) return undefined;
  const map = value ?? {};
  if (isLast && edit.kind === 'remove') return Object.hasOwn(map, step) ? without(map, step) : undefined;
  if (isLast && edit.kind === 'rename') return renamed(map, step, edit.key);
  const member = change(Object.hasOwn(map, step) ? map[step] : undefined, edit, depth + 1);
  return member === undefined ? undefined : { ...map, [step]: member };
}

function addTo(list: unknown, item: unknown): unknown {
  if (list === undefined || list === null) return [item];
  return Array.isArray(list) ? [...list, item] : undefined;
}

function without(map: Readonly<Record<string, unknown>>, key: string): Record<string, unknown> {
  const { [key]: _, ...rest } = map;
  return rest;
}

function renamed(map: Readonly<Record<string, unknown>>, from: string, to: string): unknown {
  if (!Object.hasOwn(map, from) || Object.hasOwn(map, to)) return undefined;
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key === from ? to : key, value]));
}

/** `set spec.hostPID to false`: how an edit is named to people. Values longer than a line are left out. */
export function describeEdit(edit: Edit): string {
  if (edit.kind === 'text') return edit.description;
  const path = formatFieldPath(edit.path);
  switch (edit.kind) {
    case 'set':
      return `set ${path} to ${shortly(edit.value)}`;
    case 'add':
      return `add ${shortly(edit.value)} to ${path}`;
    case 'remove':
      return `remove ${path}`;
    case 'rename':
      return `rename ${path} to ${edit.key}`;
  }
}

function shortly(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 60 ? 'a new value' : text;
}
