/** The parts of an image reference; the registry and `library/` are filled in as container runtimes do. */
export interface ImageName {
  readonly registry: string;
  readonly repository: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

/** https://github.com/distribution/reference/blob/v0.6.0/reference.go */
const REFERENCE =
  /^(?:([A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?(?::\d+)?|\[[0-9a-fA-F:]+\](?::\d+)?)\/)?([a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*)(?::([\w][\w.-]{0,127}))?(?:@([A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}))?$/;

/** `undefined` for what no runtime accepts. */
export function parseImage(text: string): ImageName | undefined {
  const match = text.length > 1024 ? null : REFERENCE.exec(text);
  if (!match) return undefined;
  const [, first, rest = '', tag, digest] = match;
  // A first part is a registry only with a dot, a port, or as localhost: `team/web` is docker.io/team/web.
  const isRegistry = first !== undefined && (/[.:]/.test(first) || first === 'localhost');
  if (first !== undefined && !isRegistry && first !== first.toLowerCase()) return undefined;
  const registry = isRegistry ? first : 'docker.io';
  const path = isRegistry || first === undefined ? rest : `${first}/${rest}`;
  const repository = registry === 'docker.io' && !path.includes('/') ? `library/${path}` : path;
  return { registry, repository, tag, digest };
}
