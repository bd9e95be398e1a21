/** A step of a location: into a member of a map, or to the items of a list that have a value in their key field; `undefined` is every item. */
export type LocationNode =
  | { readonly kind: 'object'; readonly name: string }
  | { readonly kind: 'list'; readonly key: string; readonly value: string | number | undefined };

/** Where a mutator works: `spec.containers[name: *].image`. */
export type Location = readonly LocationNode[];

/** The text of a location, quoted where it has to be; reading it gives the same location. */
export function printLocation(location: Location): string {
  return location.map((node, i) => (node.kind === 'object' ? `${i > 0 ? '.' : ''}${quote(node.name)}` : printItems(node))).join('');
}

function printItems({ key, value }: LocationNode & { readonly kind: 'list' }): string {
  const shown = value === undefined ? '*' : typeof value === 'number' ? String(value) : quote(value);
  return `[${quote(key)}: ${shown}]`;
}

function quote(name: string): string {
  return /^[A-Za-z_-][\w-]*$/.test(name) ? name : `"${name.replace(/["\\]/g, '\\$&')}"`;
}

/** Whether two steps are the same. */
export function isSameNode(a: LocationNode, b: LocationNode): boolean {
  if (a.kind === 'object') return b.kind === 'object' && a.name === b.name;
  return b.kind === 'list' && a.key === b.key && a.value === b.value;
}
