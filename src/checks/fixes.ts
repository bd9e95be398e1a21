import type { Edit, FieldPath } from '../core/index.ts';
import type { Component } from '../inventory/index.ts';
import { type ContainerView, type PodView, resolveSetting } from '../kubernetes/index.ts';
import type { Violation } from './define.ts';
import { listOf } from './flags.ts';

/** A change of the object that takes a weakness away. */
export interface Fix {
  readonly edits: readonly Edit[];
  /** What could stop working: a noun phrase that follows "may break". */
  readonly breaks: string;
  /** Whether a program that works today may stop working: such a fix is made only when it is asked for. */
  readonly risky: boolean;
}

interface Options {
  readonly risky?: boolean;
}

type FixOf<S = unknown> = (violation: Violation, subject: S) => Fix | undefined;

export function makeFix(edits: readonly Edit[], breaks: string, { risky = false }: Options = {}): Fix {
  return { edits, breaks, risky };
}

/** Writes a value where the finding points. */
export function setField(value: unknown, breaks: string, options?: Options): FixOf {
  return ({ path }) => makeFix([{ kind: 'set', path, value }], breaks, options);
}

/** Takes out what the finding points at. */
export function removeField(breaks: string, options?: Options): FixOf {
  return ({ path }) => makeFix([{ kind: 'remove', path }], breaks, options);
}

/** Takes out the item of a list that the finding points at or into; `undefined` where it points at no item. */
export function removeItem(breaks: string, options?: Options): FixOf {
  return ({ path }) => {
    const index = path.findLastIndex((step) => typeof step === 'number');
    return index < 0 ? undefined : makeFix([{ kind: 'remove', path: path.slice(0, index + 1) }], breaks, options);
  };
}

/** Writes a value below the security context that the finding points into. */
export function setInSecurityContext(below: readonly string[], value: unknown, breaks: string, options?: Options): FixOf {
  return ({ path }) => {
    const index = path.lastIndexOf('securityContext');
    return index < 0 ? undefined : makeFix([{ kind: 'set', path: [...path.slice(0, index + 1), ...below], value }], breaks, options);
  };
}

/** Whether the kubelet would refuse to run the container as root: then the program is known to live without root's rights. */
export function isKnownNonRoot(pod: PodView, container: ContainerView): boolean {
  const user = resolveSetting(pod, container, 'runAsUser').value;
  return resolveSetting(pod, container, 'runAsNonRoot').value === true || (user !== undefined && user > 0);
}

interface ComponentSubject {
  readonly component: Component;
}

/** Gives a component a flag, or the flag another value. */
export function setFlag(name: string, value: string, breaks: string, options?: Options): FixOf<ComponentSubject> {
  return (_, { component }) => makeFix(flagEdits(component, name, value), breaks, options);
}

/** Gives the flag that the finding points at another value. */
export function setFoundFlag(value: string, breaks: string, options?: Options): FixOf<ComponentSubject> {
  return (violation, { component }) => {
    const found = [...component.flags].find(([, { path }]) => path.join('/') === violation.path.join('/'));
    return found && makeFix(flagEdits(component, found[0], value), breaks, options);
  };
}

/** Puts an item into the list that a flag holds. */
export function addToFlag(name: string, item: string, breaks: string, options?: Options): FixOf<ComponentSubject> {
  return (_, { component }) => {
    const items = [...listOf(component.flags.get(name)), item];
    return makeFix(flagEdits(component, name, items.join(',')), breaks, options);
  };
}

/** Takes an item out of the list that a flag holds; a flag that is left empty says the same as none. */
export function removeFromFlag(name: string, item: string, breaks: string, options?: Options): FixOf<ComponentSubject> {
  return (_, { component }) => {
    const items = listOf(component.flags.get(name)).filter((one) => one !== item);
    return makeFix(flagEdits(component, name, items.join(',')), breaks, options);
  };
}

/** Arguments are texts (`--name=value`, or two of them); `extraArgs` of kubeadm are a map, and from v1beta4 on a list of names and values. */
function flagEdits(component: Component, name: string, value: string): Edit[] {
  const flag = component.flags.get(name);
  const isMap = component.form === 'map';
  if (isMap) return [{ kind: 'set', path: [...component.path, name], value }];
  if (component.form === 'pairs') {
    return [flag ? { kind: 'set', path: [...flag.path, 'value'], value } : { kind: 'add', path: component.path, value: { name, value } }];
  }
  if (!flag) return [{ kind: 'add', path: component.path, value: `--${name}=${value}` }];
  const edits: Edit[] = [{ kind: 'set', path: flag.path, value: `--${name}=${value}` }];
  return flag.takesNext ? [...edits, { kind: 'remove', path: nextItem(flag.path) }] : edits;
}

function nextItem(path: FieldPath): FieldPath {
  return [...path.slice(0, -1), Number(path.at(-1)) + 1];
}
