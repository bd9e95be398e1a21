import { readDer } from '../../../formats/index.ts';
import { BuiltinFault } from '../evaluate/faults.ts';
import type { Runtime } from '../evaluate/runtime.ts';
import { isArray, isNumber, objectOf, RegoObject, RegoSet, toInteger, type Value } from '../values/index.ts';
import { concatBytes, toBase64, utf8Text } from './bytes.ts';
import { define, type Family, fault, objectAt, stringAt } from './define.ts';
import { type Certificate, parseCertificate, parseRequest } from './x509/certificate.ts';
import { elementsOf } from './x509/der.ts';
import { decodeBase64, isPem, pemBlocks, pemText } from './x509/pem.ts';
import { type PrivateKey, privateKeyJwk, privateKeyValue, readPrivateKey } from './x509/private-key.ts';
import { type VerifyOptions, verifyChain } from './x509/verify.ts';

const USAGES: readonly string[] = [
  'KeyUsageAny',
  'KeyUsageServerAuth',
  'KeyUsageClientAuth',
  'KeyUsageCodeSigning',
  'KeyUsageEmailProtection',
  'KeyUsageIPSECEndSystem',
  'KeyUsageIPSECTunnel',
  'KeyUsageIPSECUser',
  'KeyUsageTimeStamping',
  'KeyUsageOCSPSigning',
  'KeyUsageMicrosoftServerGatedCrypto',
  'KeyUsageNetscapeServerGatedCrypto',
  'KeyUsageMicrosoftCommercialCodeSigning',
  'KeyUsageMicrosoftKernelCodeSigning',
];
const SERVER_AUTH = 1;

function certificatesIn(bytes: Uint8Array): readonly Certificate[] {
  if (!readDer(bytes)) return fault('x509: malformed certificate');
  return elementsOf(bytes).map(parseCertificate);
}

function certificatesOf(text: string): readonly Certificate[] {
  const content = pemText(text);
  if (typeof content !== 'string') return certificatesIn(content);
  const blocks = pemBlocks(content);
  const other = blocks.find(({ label }) => label !== 'CERTIFICATE');
  if (other) return fault(`PEM block type is '${other.label}', expected CERTIFICATE`);
  return certificatesIn(concatBytes(...blocks.map(({ bytes }) => bytes)));
}

/** The verified chain; false and nothing where certificates cannot be read or do not hold. */
function verified(text: string, options: VerifyOptions): Value {
  let chain: readonly Certificate[] | undefined;
  try {
    chain = verifyChain(certificatesOf(text), options);
  } catch (found) {
    if (!(found instanceof BuiltinFault)) throw found;
  }
  return chain ? [true, chain.map(({ value }) => value)] : [false, []];
}

function clockOf(rt: Runtime): bigint {
  return rt.host.now ?? fault('the time is not known to this evaluation');
}

function optionsOf(given: RegoObject, rt: Runtime): VerifyOptions {
  let now: bigint | undefined;
  let dnsName: string | undefined;
  let usages: readonly number[] = [SERVER_AUTH];
  for (const [key, value] of given.pairs()) {
    if (key === 'DNSName') dnsName = typeof value === 'string' ? value : fault("'DNSName' should be a string");
    else if (key === 'CurrentTime') {
      if (!isNumber(value)) return fault("'CurrentTime' should be a number");
      now = toInteger(value) ?? fault("'CurrentTime' should be a valid int64 number");
    } else if (key === 'KeyUsages') {
      const all = isArray(value) ? value : value instanceof RegoSet ? value.values() : fault("'KeyUsages' should be an Array or Set");
      const names = all.filter((name) => typeof name === 'string');
      const unknown = names.filter((name) => !USAGES.includes(name));
      if (unknown.length > 0) return fault(`invalid entries for 'KeyUsages' found: [${unknown.join(' ')}]`);
      if (names.length > 0) usages = names.map((name) => USAGES.indexOf(name));
    } else if (key === 'MaxConstraintComparisons') {
      if (!isNumber(value)) return fault("'MaxConstraintComparisons' should be a number");
    } else if (typeof key === 'string') return fault('invalid key option');
  }
  return { now: now ?? clockOf(rt), usages, ...(dnsName !== undefined && { dnsName }) };
}

function privateKeys(text: string): readonly PrivateKey[] {
  let content = text;
  if (!isPem(text)) {
    try {
      content = utf8Text(decodeBase64(text));
    } catch (found) {
      if (!(found instanceof BuiltinFault)) throw found;
    }
  }
  return pemBlocks(content).flatMap((block) => readPrivateKey(block) ?? []);
}

function requestOf(text: string): Value {
  if (!text.startsWith('-----BEGIN CERTIFICATE REQUEST-----')) {
    const bytes = decodeBase64(text);
    const [block] = pemBlocks(utf8Text(bytes));
    if (!block) return parseRequest(bytes);
    return block.label === 'CERTIFICATE REQUEST' ? parseRequest(block.bytes) : fault('invalid PEM-encoded certificate signing request');
  }
  const [block] = pemBlocks(text);
  return block ? parseRequest(block.bytes) : fault("asn1: structure error: tags don't match");
}

/** A certificate with its key as Go's tls.Certificate. */
function keyPair(args: readonly Value[]): Value {
  const certificates = certificatesOf(stringAt(args, 0));
  const content = pemText(stringAt(args, 1));
  const key = typeof content === 'string' ? privateKeys(content)[0] : readPrivateKey({ label: 'PRIVATE KEY', bytes: content });
  const [leaf] = certificates;
  if (!leaf || !key) return fault('tls: failed to find any PEM data');
  const matches = leaf.key?.kind === key.kind && (key.kind !== 'rsa' || (leaf.key.kind === 'rsa' && leaf.key.n === key.numbers[0]));
  if (!matches) return fault('tls: private key does not match public key');
  const shown = objectOf([...leaf.value.pairs()].filter(([name]) => name !== 'URIStrings'));
  return objectOf([
    ['Certificate', certificates.map(({ raw }) => toBase64(raw))],
    ['PrivateKey', privateKeyValue(key)],
    ['SupportedSignatureAlgorithms', null],
    ['OCSPStaple', null],
    ['SignedCertificateTimestamps', null],
    ['Leaf', shown],
  ]);
}

export const x509: Family = {
  'crypto.x509.parse_certificates': define(1, (args) => certificatesOf(stringAt(args, 0)).map(({ value }) => value)),
  'crypto.x509.parse_and_verify_certificates': define(1, (args, rt) =>
    verified(stringAt(args, 0), { now: clockOf(rt), usages: [SERVER_AUTH] }),
  ),
  'crypto.x509.parse_and_verify_certificates_with_options': define(2, (args, rt) =>
    verified(stringAt(args, 0), optionsOf(objectAt(args, 1), rt)),
  ),
  'crypto.x509.parse_certificate_request': define(1, (args) => requestOf(stringAt(args, 0))),
  'crypto.x509.parse_keypair': define(2, keyPair),
  'crypto.x509.parse_rsa_private_key': define(1, (args) => {
    const text = stringAt(args, 0);
    if (text === '') return fault('input PEM data was empty');
    if (!isPem(text)) decodeBase64(text);
    const [key] = privateKeys(text);
    return key ? privateKeyJwk(key) : null;
  }),
  'crypto.parse_private_keys': define(1, (args) => {
    const text = stringAt(args, 0);
    return text === '' ? null : privateKeys(text).map(privateKeyValue);
  }),
};
