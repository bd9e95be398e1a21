import type { ContainerView } from '../../kubernetes/index.ts';

/** What a container starts, as far as its manifest says so. */
export interface StartedProgram {
  /** Of the image, without registry, tag and digest. */
  readonly repository: string;
  readonly tag: string;
  /** Command and arguments, joined by blanks. */
  readonly words: string;
  /** Variables with plain values. */
  readonly variables: ReadonlyMap<string, string>;
}

export function programOf({ spec }: ContainerView): StartedProgram {
  const [name = ''] = (spec.image ?? '').split('@');
  const slash = name.lastIndexOf('/');
  const colon = name.indexOf(':', slash + 1);
  const full = colon < 0 ? name : name.slice(0, colon);
  const parts = full.split('/');
  const hasRegistry = parts.length > 1 && /[.:]|^localhost$/.test(parts[0] ?? '');
  return {
    repository: parts.slice(hasRegistry ? 1 : 0).join('/'),
    tag: colon < 0 ? '' : name.slice(colon + 1),
    words: [...(spec.command ?? []), ...(spec.args ?? [])].join(' '),
    variables: new Map((spec.env ?? []).flatMap(({ name: key, value, valueFrom }) => (key && !valueFrom ? [[key, value ?? '']] : []))),
  };
}
