/** The parts of a reference to an image that AssignImage tells apart; the tag begins with its `:` or `@`. A part that is not there is empty. */
export interface ImageParts {
  readonly domain: string;
  readonly path: string;
  readonly tag: string;
}

const DOMAIN = /^\w[\w-]*\.[\w.-]*\w(?::\d+)?$|^localhost(?::\d+)?$/;
const PATH = /^[a-z0-9]+(?:(?:[._/]|__|-+)[a-z0-9]+)*$/;
const TAG = /^:\w[\w.-]{0,127}$|^@[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9A-Fa-f]{32,}$/;

/**
 * Divides a reference. What stands before the first slash is a domain where it has a dot or a colon, or is `localhost`.
 * https://github.com/open-policy-agent/gatekeeper/blob/v3.23.1/pkg/mutation/mutators/assignimage/imageparser.go
 */
export function splitImage(reference: string): ImageParts {
  const slash = reference.indexOf('/');
  const first = slash < 0 ? '' : reference.slice(0, slash);
  const domain = /[.:]/.test(first) || first === 'localhost' ? first : '';
  const rest = domain === '' ? reference : reference.slice(slash + 1);
  const end = rest.search(/[:@]/);
  return { domain, path: end < 0 ? rest : rest.slice(0, end), tag: end < 0 ? '' : rest.slice(end) };
}

/** The reference with other parts; those that are empty stay as they are. */
export function withImageParts(reference: string, parts: ImageParts): string {
  const old = splitImage(reference);
  const domain = parts.domain || old.domain;
  return `${domain === '' ? '' : `${domain}/`}${parts.path || old.path}${parts.tag || old.tag}`;
}

export interface ImageMistake {
  readonly field: 'assignDomain' | 'assignPath' | 'assignTag' | undefined;
  readonly message: string;
}

/** What keeps parts from being set: among it whatever would be read as another part when the result is divided again. */
export function checkImageParts({ domain, path, tag }: ImageParts): ImageMistake | undefined {
  if (domain === '' && path === '' && tag === '') {
    return { field: undefined, message: 'one of assignDomain, assignPath and assignTag has to be set' };
  }
  if (domain !== '' && !DOMAIN.test(domain)) {
    return {
      field: 'assignDomain',
      message: `${JSON.stringify(domain)} is not a full domain name, such as registry.example.com:5000, nor localhost`,
    };
  }
  if (path !== '' && !PATH.test(path)) return { field: 'assignPath', message: `${JSON.stringify(path)} is not the path of an image` };
  if (tag !== '' && !TAG.test(tag)) {
    return { field: 'assignTag', message: `${JSON.stringify(tag)} is not a tag that begins with ":" or a digest that begins with "@"` };
  }
  if (domain === '' && splitImage(path).domain !== '') {
    return { field: 'assignPath', message: `${JSON.stringify(path)} begins like a domain, which belongs in assignDomain` };
  }
  return undefined;
}
