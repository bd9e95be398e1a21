/** Roots are paths under data with slashes; the empty one is all of data. https://www.openpolicyagent.org/docs/management-bundles#bundle-file-format */

function contains(root: string, path: readonly string[]): boolean {
  return root === '' || root.split('/').every((name, index) => path[index] === name);
}

export function isWithinRoots(roots: readonly string[], path: readonly string[]): boolean {
  return roots.some((root) => contains(root, path));
}

/** Whether some root lies below the path, so that parts of a document there may be permitted. */
export function leadsToRoot(roots: readonly string[], path: readonly string[]): boolean {
  const above = path.join('/');
  return roots.some((root) => contains(above, root.split('/')));
}

export function overlap(a: string, b: string): boolean {
  return contains(a, b.split('/')) || contains(b, a.split('/'));
}

/** What is wrong with bundles that would own the same part of data together, or undefined. */
export function overlapBetween(bundles: readonly { readonly name: string; readonly roots: readonly string[] }[]): string | undefined {
  const colliding = new Set<string>();
  const conflicts = new Set<string>();
  for (const [index, one] of bundles.entries()) {
    for (const other of bundles.slice(index + 1)) {
      for (const a of one.roots) {
        for (const b of other.roots) {
          if (!overlap(a, b)) continue;
          colliding.add(one.name).add(other.name);
          conflicts.add(a === b ? `root ${a} is in multiple bundles` : `${[a, b].sort().join(' overlaps ')}`);
        }
      }
    }
  }
  if (colliding.size === 0) return undefined;
  const names = [...colliding].sort().join(', ');
  const empty = bundles.filter(({ roots }) => roots.includes('')).map(({ name }) => name);
  if (empty.length === 0)
    return `detected overlapping roots in manifests for these bundles: [${names}] (${[...conflicts].sort().join(', ')})`;
  const owners = empty.sort().join(', ');
  return `bundles [${names}] have overlapping roots and cannot be activated simultaneously because bundle(s) [${owners}] specify empty root paths ('') which overlap with any other bundle root`;
}
