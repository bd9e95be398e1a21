import { type FieldPath, isRecord, listAt, recordAt, stringAt, valueAt } from '../core/index.ts';
import type { InventoryObject } from './object.ts';

export const COMPONENTS = ['kube-apiserver', 'kube-controller-manager', 'kube-scheduler', 'etcd', 'kubelet', 'kube-proxy'] as const;

export type ComponentName = (typeof COMPONENTS)[number];

export interface Flag {
  readonly value: string;
  /** Leads to the argument that sets it. */
  readonly path: FieldPath;
  /** Whether the value is the next argument. */
  readonly takesNext?: boolean;
}

/**
 * A component of the control plane and the flags it is started with. In a static pod they are all there, so a missing flag means the
 * default of the program; a kubeadm configuration only adds to what kubeadm sets itself, so there a missing flag means nothing.
 */
export interface Component {
  readonly name: ComponentName;
  /** Leads to the list of arguments. */
  readonly path: FieldPath;
  readonly isComplete: boolean;
  /** How flags are written: as arguments, as a map, or as pairs of name and value. */
  readonly form: 'arguments' | 'map' | 'pairs';
  readonly flags: ReadonlyMap<string, Flag>;
}

/** The components that an object starts or configures. */
export function findComponents(object: InventoryObject): readonly Component[] {
  if (object.group === 'kubeadm.k8s.io') return fromKubeadm(object);
  const found: Component[] = [];
  for (const pod of object.pods) {
    for (const container of pod.containers) {
      const words = [...(container.spec.command ?? []), ...(container.spec.args ?? [])];
      const program = programOf(words);
      if (program === undefined) continue;
      const flags = new Map<string, Flag>();
      for (const field of ['command', 'args'] as const) readFlags(container.spec[field] ?? [], [...container.path, field], flags);
      const path = [...container.path, container.spec.command ? 'command' : 'args'];
      found.push({ name: program, path, isComplete: true, form: 'arguments', flags });
    }
  }
  return found;
}

/** The component that a command line starts: a word before the first flag, so that `tini kube-proxy --v=2` counts and a path in a flag does not. */
function programOf(words: readonly string[]): ComponentName | undefined {
  for (const word of words) {
    if (word.startsWith('-')) return undefined;
    const name = word.split('/').at(-1);
    if (isComponentName(name)) return name;
  }
  return undefined;
}

function isComponentName(word: string | undefined): word is ComponentName {
  return (COMPONENTS as readonly (string | undefined)[]).includes(word);
}

/** Flags in the forms of Go's pflag: `--name=value`, `--name value`, and `--name` alone for true. The last one wins. */
function readFlags(words: readonly string[], path: FieldPath, flags: Map<string, Flag>): void {
  for (const [index, word] of words.entries()) {
    const match = /^--?([A-Za-z][\w-]*)(?:=(.*))?$/s.exec(word);
    if (!match?.[1]) continue;
    const next = words[index + 1];
    const takesNext = match[2] === undefined && next !== undefined && !next.startsWith('-');
    flags.set(match[1], { value: match[2] ?? (takesNext ? next : 'true'), path: [...path, index], takesNext });
  }
}

const KUBEADM_SECTIONS = [
  ['apiServer', 'kube-apiserver'],
  ['controllerManager', 'kube-controller-manager'],
  ['scheduler', 'kube-scheduler'],
] as const;

function fromKubeadm(object: InventoryObject): Component[] {
  const found: Component[] = [];
  const add = (name: ComponentName, path: FieldPath): void => {
    const flags = readExtraArgs(object.value, path);
    const form = Array.isArray(valueAt(object.value, path)) ? 'pairs' : 'map';
    if (flags.size > 0) found.push({ name, path, isComplete: false, form, flags });
  };
  for (const [section, name] of KUBEADM_SECTIONS) add(name, [section, 'extraArgs']);
  add('etcd', ['etcd', 'local', 'extraArgs']);
  add('kubelet', ['nodeRegistration', 'kubeletExtraArgs']);
  return found;
}

/** `extraArgs` is a map up to kubeadm v1beta3 and a list of names and values from v1beta4 on. */
function readExtraArgs(value: unknown, path: FieldPath): Map<string, Flag> {
  const flags = new Map<string, Flag>();
  for (const [name, text] of Object.entries(recordAt(value, ...path))) flags.set(name, { value: String(text), path: [...path, name] });
  for (const [index, item] of listAt(value, ...path).entries()) {
    const name = stringAt(item, 'name');
    if (name !== undefined && isRecord(item)) flags.set(name, { value: String(item['value'] ?? ''), path: [...path, index] });
  }
  return flags;
}
