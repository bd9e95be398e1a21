import { fromHost, numberOf, objectOf, RegoObject, type Value } from '../../values/index.ts';
import { toBase64, toBigInt } from '../bytes.ts';
import { fault } from '../define.ts';
import { type Key, publicKeyOf } from '../keys.ts';
import { formatAddress } from '../net.ts';
import { bitsOf, type Element, elementsOf, inside, integerOf, oidOf, oidValue, textOf, timeOf } from './der.ts';

export interface Extension {
  readonly id: string;
  readonly isCritical: boolean;
  readonly value: Uint8Array;
}

export interface Names {
  readonly dns: readonly string[];
  readonly email: readonly string[];
  readonly ip: readonly string[];
  readonly uri: readonly string[];
}

/** What chains are verified by. */
export interface Certificate {
  readonly value: RegoObject;
  readonly raw: Uint8Array;
  readonly signedPart: Uint8Array;
  readonly signature: Uint8Array;
  readonly signatureAlgorithm: number;
  readonly key: Key | undefined;
  readonly issuer: string;
  readonly subject: string;
  readonly commonName: string;
  readonly notBefore: string;
  readonly notAfter: string;
  readonly version: number;
  readonly isAuthority: boolean;
  readonly hasConstraints: boolean;
  readonly pathLimit: number;
  readonly keyUsage: number;
  readonly extendedUsages: readonly number[];
  readonly names: Names;
  readonly permitted: readonly string[];
  readonly excluded: readonly string[];
  /** Critical extensions that nothing here understands. */
  readonly unhandled: readonly string[];
}

/** Numbers as Go's x509.SignatureAlgorithm has them. */
const SIGNATURES: Readonly<Record<string, number>> = {
  '1.2.840.113549.1.1.2': 1,
  '1.2.840.113549.1.1.4': 2,
  '1.2.840.113549.1.1.5': 3,
  '1.3.14.3.2.29': 3,
  '1.2.840.113549.1.1.11': 4,
  '1.2.840.113549.1.1.12': 5,
  '1.2.840.113549.1.1.13': 6,
  '1.2.840.10040.4.3': 7,
  '2.16.840.1.101.3.4.3.2': 8,
  '1.2.840.10045.4.1': 9,
  '1.2.840.10045.4.3.2': 10,
  '1.2.840.10045.4.3.3': 11,
  '1.2.840.10045.4.3.4': 12,
  '1.3.101.112': 16,
};
const PSS_HASHES: Readonly<Record<string, number>> = {
  '2.16.840.1.101.3.4.2.1': 13,
  '2.16.840.1.101.3.4.2.2': 14,
  '2.16.840.1.101.3.4.2.3': 15,
};
const KEYS: Readonly<Record<string, number>> = {
  '1.2.840.113549.1.1.1': 1,
  '1.2.840.10040.4.1': 2,
  '1.2.840.10045.2.1': 3,
  '1.3.101.112': 4,
};
const USAGES: readonly string[] = [
  '2.5.29.37.0',
  ...['1', '2', '3', '4', '5', '6', '7', '8', '9'].map((last) => `1.3.6.1.5.5.7.3.${last}`),
  '1.3.6.1.4.1.311.10.3.3',
  '2.16.840.1.113730.4.1',
  '1.3.6.1.4.1.311.2.1.22',
  '1.3.6.1.4.1.311.61.1.1',
];
const NAME_LISTS: Readonly<Record<string, string>> = {
  '2.5.4.6': 'Country',
  '2.5.4.10': 'Organization',
  '2.5.4.11': 'OrganizationalUnit',
  '2.5.4.7': 'Locality',
  '2.5.4.8': 'Province',
  '2.5.4.9': 'StreetAddress',
  '2.5.4.17': 'PostalCode',
};

const orNull = (list: readonly Value[]): Value => (list.length === 0 ? null : list);

function signatureOf(element: Element | undefined): number {
  const [oid, parameters] = inside(element);
  const name = oidOf(oid);
  if (name !== '1.2.840.113549.1.1.10') return SIGNATURES[name] ?? 0;
  const [hash] = parameters?.tag === 0x30 ? elementsOf(parameters.content) : [];
  const [algorithm] = hash?.tag === 0xa0 ? elementsOf(hash.content) : [];
  return algorithm ? (PSS_HASHES[oidOf(inside(algorithm)[0])] ?? 0) : 0;
}

/** A name as Go's pkix.Name, and its common name. */
function nameOf(element: Element | undefined): { readonly value: RegoObject; readonly commonName: string } {
  const lists = new Map<string, string[]>();
  const names: Value[] = [];
  let commonName = '';
  let serial = '';
  for (const relative of inside(element)) {
    for (const attribute of inside(relative, 0x31)) {
      const [type, content] = inside(attribute);
      const oid = oidOf(type);
      const text = textOf(content);
      names.push(
        objectOf([
          ['Type', oidValue(oid)],
          ['Value', text],
        ]),
      );
      const list = NAME_LISTS[oid];
      if (list !== undefined) lists.set(list, [...(lists.get(list) ?? []), text]);
      else if (oid === '2.5.4.3') commonName = text;
      else if (oid === '2.5.4.5') serial = text;
    }
  }
  const value = objectOf(Object.values(NAME_LISTS).map((list) => [list, orNull(lists.get(list) ?? [])]));
  value.set('SerialNumber', serial);
  value.set('CommonName', commonName);
  value.set('Names', orNull(names));
  value.set('ExtraNames', null);
  return { value, commonName };
}

/** The key in the form that Go writes into JSON. */
function keyValue(key: Key | undefined): Value {
  switch (key?.kind) {
    case 'rsa':
      return objectOf([
        ['N', numberOf(key.n, 0)],
        ['E', numberOf(key.e, 0)],
      ]);
    case 'ec':
      return objectOf([
        ['Curve', new RegoObject()],
        ['X', numberOf(toBigInt(key.x), 0)],
        ['Y', numberOf(toBigInt(key.y), 0)],
      ]);
    case 'ed25519':
      return toBase64(key.x);
    default:
      return null;
  }
}

function extensionsOf(element: Element | undefined): readonly Extension[] {
  return inside(element).map((item) => {
    const [id, second, third] = inside(item);
    const isCritical = second?.tag === 1 && (second.content[0] ?? 0) !== 0;
    const content = second?.tag === 1 ? third : second;
    return { id: oidOf(id), isCritical, value: content?.tag === 4 ? content.content : fault('x509: malformed extension value') };
  });
}

function extensionValue({ id, isCritical, value }: Extension): Value {
  return objectOf([
    ['Id', oidValue(id)],
    ['Critical', isCritical],
    ['Value', toBase64(value)],
  ]);
}

function alternativeNames(bytes: Uint8Array | undefined): Names {
  const names = { dns: [] as string[], email: [] as string[], ip: [] as string[], uri: [] as string[] };
  for (const { tag, content } of bytes ? inside(elementsOf(bytes)[0]) : []) {
    const text = new TextDecoder().decode(content);
    if (tag === 0x81) names.email.push(text);
    else if (tag === 0x82) names.dns.push(text);
    else if (tag === 0x86) names.uri.push(text);
    else if (tag === 0x87) names.ip.push(formatAddress(content.length === 4 ? 32 : 128, toBigInt(content)));
  }
  return names;
}

/** Go's url.URL as JSON. */
function urlValue(text: string): Value {
  const [whole = '', scheme = ''] = /^([a-zA-Z][\w+.-]*):/.exec(text) ?? [];
  const rest = text.slice(whole.length);
  // Without a slash after the scheme all up to the query is opaque.
  const isOpaque = scheme !== '' && !rest.startsWith('/');
  const [, host = '', path = '', query = '', fragment = ''] = /^(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/.exec(rest) ?? [];
  return fromHost({
    Scheme: scheme.toLowerCase(),
    Opaque: isOpaque ? path : '',
    User: null,
    Host: host,
    Path: isOpaque ? '' : path,
    RawPath: '',
    OmitHost: false,
    ForceQuery: false,
    RawQuery: query,
    Fragment: fragment,
    RawFragment: '',
  });
}

function namesValue(names: Names): readonly (readonly [string, Value])[] {
  return [
    ['DNSNames', orNull(names.dns)],
    ['EmailAddresses', orNull(names.email)],
    ['IPAddresses', orNull(names.ip)],
    ['URIs', orNull(names.uri.map(urlValue))],
  ];
}

function keyAlgorithm(info: Element | undefined): number {
  return KEYS[oidOf(inside(inside(info)[0])[0])] ?? 0;
}

function contextElements(bytes: Uint8Array | undefined, tag: number): readonly Element[] {
  return (bytes ? inside(elementsOf(bytes)[0]) : []).filter((element) => element.tag === tag);
}

/** The addresses of a distribution point: [0] { [0] { [6] uri } }. */
function distributionPoints(bytes: Uint8Array | undefined): readonly string[] {
  if (!bytes) return [];
  return inside(elementsOf(bytes)[0]).flatMap((point) =>
    inside(point)
      .filter(({ tag }) => tag === 0xa0)
      .flatMap(({ content }) => elementsOf(content).filter(({ tag }) => tag === 0xa0))
      .flatMap(({ content }) => elementsOf(content).filter(({ tag }) => tag === 0x86))
      .map(({ content }) => new TextDecoder().decode(content)),
  );
}

function accessLocations(bytes: Uint8Array | undefined, method: string): readonly string[] {
  return (bytes ? inside(elementsOf(bytes)[0]) : []).flatMap((item) => {
    const [oid, place] = inside(item);
    return oidOf(oid) === method && place?.tag === 0x86 ? [new TextDecoder().decode(place.content)] : [];
  });
}

function subtrees(bytes: Uint8Array | undefined, tag: number): readonly Element[] {
  return contextElements(bytes, tag).flatMap(({ content }) => elementsOf(content).flatMap((tree) => inside(tree).slice(0, 1)));
}

const HANDLED: ReadonlySet<string> = new Set([
  '2.5.29.14',
  '2.5.29.15',
  '2.5.29.17',
  '2.5.29.19',
  '2.5.29.30',
  '2.5.29.31',
  '2.5.29.32',
  '2.5.29.35',
  '2.5.29.37',
]);

export function parseCertificate(outer: Element): Certificate {
  const [signedPart, algorithm, mark] = inside(outer);
  const fields = inside(signedPart);
  const hasVersion = fields[0]?.tag === 0xa0;
  const version = hasVersion ? Number(integerOf(elementsOf(fields[0]?.content ?? new Uint8Array())[0])) + 1 : 1;
  const [serial, , issuer, validity, subject, info, ...more] = hasVersion ? fields.slice(1) : fields;
  if (!signedPart || !issuer || !subject || !info) return fault('x509: malformed certificate');
  const [notBefore, notAfter] = inside(validity).map(timeOf);
  const wrapper = more.find(({ tag }) => tag === 0xa3);
  const extensions = wrapper ? extensionsOf(elementsOf(wrapper.content)[0]) : [];
  const bytesOf = (id: string): Uint8Array | undefined => extensions.find((extension) => extension.id === id)?.value;
  const constraints = bytesOf('2.5.29.19');
  const limits = constraints ? inside(elementsOf(constraints)[0]) : [];
  const isAuthority = limits.some(({ tag, content }) => tag === 1 && content[0] !== 0);
  const lengthElement = limits.find(({ tag }) => tag === 2);
  const pathLimit = constraints ? (lengthElement ? Number(integerOf(lengthElement)) : -1) : 0;
  const usageBits = bytesOf('2.5.29.15');
  const keyUsage = usageBits ? usageNumber(bitsOf(elementsOf(usageBits)[0])) : 0;
  const extended = bytesOf('2.5.29.37');
  const usageIds = extended ? inside(elementsOf(extended)[0]).map(oidOf) : [];
  const extendedUsages = usageIds.flatMap((id) => (USAGES.includes(id) ? [USAGES.indexOf(id)] : []));
  const names = alternativeNames(bytesOf('2.5.29.17'));
  const nameLimits = bytesOf('2.5.29.30');
  const [permitted, excluded] = [subtrees(nameLimits, 0xa0), subtrees(nameLimits, 0xa1)];
  const textsAt = (all: readonly Element[], wanted: number): readonly string[] =>
    all.filter(({ tag }) => tag === wanted).map(({ content }) => new TextDecoder().decode(content));
  const unhandled = extensions.filter(({ id, isCritical }) => isCritical && !HANDLED.has(id)).map(({ id }) => id);
  const policies = (bytesOf('2.5.29.32') ? inside(elementsOf(bytesOf('2.5.29.32') as Uint8Array)[0]) : []).map((item) =>
    oidOf(inside(item)[0]),
  );
  const key = publicKeyOf(info);
  const subjectName = nameOf(subject);
  const keyId = bytesOf('2.5.29.14');
  const authorityKeyId = contextElements(bytesOf('2.5.29.35'), 0x80)[0]?.content;
  const access = bytesOf('1.3.6.1.5.5.7.1.1');
  const signature = bitsOf(mark);
  const signatureAlgorithm = signatureOf(algorithm);
  const value = objectOf([
    ['Raw', toBase64(outer.raw)],
    ['RawTBSCertificate', toBase64(signedPart.raw)],
    ['RawSubjectPublicKeyInfo', toBase64(info.raw)],
    ['RawSubject', toBase64(subject.raw)],
    ['RawIssuer', toBase64(issuer.raw)],
    ['Signature', toBase64(signature)],
    ['SignatureAlgorithm', signatureAlgorithm],
    ['PublicKeyAlgorithm', keyAlgorithm(info)],
    ['PublicKey', keyValue(key)],
    ['Version', version],
    ['SerialNumber', numberOf(integerOf(serial), 0)],
    ['Issuer', nameOf(issuer).value],
    ['Subject', subjectName.value],
    ['NotBefore', notBefore ?? ''],
    ['NotAfter', notAfter ?? ''],
    ['KeyUsage', keyUsage],
    ['Extensions', orNull(extensions.map(extensionValue))],
    ['ExtraExtensions', null],
    ['UnhandledCriticalExtensions', orNull(unhandled.map(oidValue))],
    ['ExtKeyUsage', orNull(extendedUsages)],
    ['UnknownExtKeyUsage', orNull(usageIds.filter((id) => !USAGES.includes(id)).map(oidValue))],
    ['BasicConstraintsValid', constraints !== undefined],
    ['IsCA', isAuthority],
    ['MaxPathLen', pathLimit],
    ['MaxPathLenZero', constraints !== undefined && pathLimit === 0],
    ['SubjectKeyId', keyId ? toBase64(elementsOf(keyId)[0]?.content ?? new Uint8Array()) : null],
    ['AuthorityKeyId', authorityKeyId ? toBase64(authorityKeyId) : null],
    ['OCSPServer', orNull(accessLocations(access, '1.3.6.1.5.5.7.48.1'))],
    ['IssuingCertificateURL', orNull(accessLocations(access, '1.3.6.1.5.5.7.48.2'))],
    ...namesValue(names),
    ['PermittedDNSDomainsCritical', extensions.some(({ id, isCritical }) => id === '2.5.29.30' && isCritical)],
    ['PermittedDNSDomains', orNull(textsAt(permitted, 0x82))],
    ['ExcludedDNSDomains', orNull(textsAt(excluded, 0x82))],
    ['PermittedIPRanges', orNull(ranges(permitted))],
    ['ExcludedIPRanges', orNull(ranges(excluded))],
    ['PermittedEmailAddresses', orNull(textsAt(permitted, 0x81))],
    ['ExcludedEmailAddresses', orNull(textsAt(excluded, 0x81))],
    ['PermittedURIDomains', orNull(textsAt(permitted, 0x86))],
    ['ExcludedURIDomains', orNull(textsAt(excluded, 0x86))],
    ['CRLDistributionPoints', orNull(distributionPoints(bytesOf('2.5.29.31')))],
    ['PolicyIdentifiers', orNull(policies.map(oidValue))],
    ['Policies', orNull(policies)],
    ['PolicyMappings', null],
    ...(['InhibitAnyPolicy', 'InhibitPolicyMapping', 'RequireExplicitPolicy'] as const).flatMap(
      (name) =>
        [
          [name, 0],
          [`${name}Zero`, false],
        ] as const,
    ),
    ['URIStrings', orNull(names.uri)],
  ]);
  return {
    value,
    raw: outer.raw,
    signedPart: signedPart.raw,
    signature,
    signatureAlgorithm,
    key,
    issuer: toBase64(issuer.raw),
    subject: toBase64(subject.raw),
    commonName: subjectName.commonName,
    notBefore: notBefore ?? '',
    notAfter: notAfter ?? '',
    version,
    isAuthority,
    hasConstraints: constraints !== undefined,
    pathLimit,
    keyUsage,
    extendedUsages,
    names,
    permitted: textsAt(permitted, 0x82),
    excluded: textsAt(excluded, 0x82),
    unhandled: [...unhandled, ...[...permitted, ...excluded].filter(({ tag }) => tag !== 0x82).map(() => '2.5.29.30')],
  };
}

function ranges(all: readonly Element[]): readonly Value[] {
  return all
    .filter(({ tag }) => tag === 0x87)
    .map(({ content }) => {
      const half = content.length / 2;
      return objectOf([
        ['IP', formatAddress(half === 4 ? 32 : 128, toBigInt(content.subarray(0, half)))],
        ['Mask', toBase64(content.subarray(half))],
      ]);
    });
}

/** Bit 0 of the string is the first usage. */
function usageNumber(bytes: Uint8Array): number {
  let usage = 0;
  for (let i = 0; i < 9; i++) if (((bytes[i >> 3] ?? 0) & (0x80 >> (i & 7))) !== 0) usage |= 1 << i;
  return usage;
}

/** The requested extensions in the older form that Go keeps beside them; it has no room for the mark of critical ones. */
function attributesOf(extensions: readonly Extension[]): Value {
  if (extensions.length === 0 || extensions.some(({ isCritical }) => isCritical)) return null;
  const values = extensions.map(({ id, value }) =>
    objectOf([
      ['Type', oidValue(id)],
      ['Value', toBase64(value)],
    ]),
  );
  return [
    objectOf([
      ['Type', oidValue('1.2.840.113549.1.9.14')],
      ['Value', [values]],
    ]),
  ];
}

/** A certificate signing request as Go's x509.CertificateRequest. */
export function parseRequest(bytes: Uint8Array): RegoObject {
  const [outer, extra] = elementsOf(bytes);
  if (extra) return fault('asn1: syntax error: trailing data');
  const [signedPart, algorithm, mark] = inside(outer);
  const [version, subject, info, attributes] = inside(signedPart);
  if (!outer || !signedPart || !subject || !info) return fault('asn1: structure error: sequence truncated');
  const requested = (attributes?.tag === 0xa0 ? elementsOf(attributes.content) : [])
    .map((item) => inside(item))
    .find(([oid]) => oidOf(oid) === '1.2.840.113549.1.9.14');
  const extensions = requested ? extensionsOf(inside(requested[1], 0x31)[0]) : [];
  const names = alternativeNames(extensions.find(({ id }) => id === '2.5.29.17')?.value);
  return objectOf([
    ['Raw', toBase64(outer.raw)],
    ['RawTBSCertificateRequest', toBase64(signedPart.raw)],
    ['RawSubjectPublicKeyInfo', toBase64(info.raw)],
    ['RawSubject', toBase64(subject.raw)],
    ['Version', Number(integerOf(version))],
    ['Signature', toBase64(bitsOf(mark))],
    ['SignatureAlgorithm', signatureOf(algorithm)],
    ['PublicKeyAlgorithm', keyAlgorithm(info)],
    ['PublicKey', keyValue(publicKeyOf(info))],
    ['Subject', nameOf(subject).value],
    ['Attributes', attributesOf(extensions)],
    ['Extensions', orNull(extensions.map(extensionValue))],
    ['ExtraExtensions', null],
    ...namesValue(names),
  ]);
}
