import { verifyDer } from '../signatures.ts';
import type { Certificate } from './certificate.ts';

export interface VerifyOptions {
  /** Nanoseconds since 1970. */
  readonly now: bigint;
  readonly dnsName?: string;
  /** Numbers of Go's x509.ExtKeyUsage, any of which is enough. */
  readonly usages: readonly number[];
}

const ANY_USAGE = 0;
const SIGNS_CERTIFICATES = 1 << 5;
/** Hashes by Go's number of the signature algorithm; SHA-1 and MD5 are not trusted. */
const ALGORITHMS: Readonly<Record<number, string>> = {
  4: 'RS256',
  5: 'RS384',
  6: 'RS512',
  10: 'ES256',
  11: 'ES384',
  12: 'ES512',
  13: 'PS256',
  14: 'PS384',
  15: 'PS512',
  16: 'EdDSA',
};
const MAX_CHAIN = 20;

/** The chain from the last certificate to the first one, which is trusted, or undefined where there is none (RFC 5280 section 6.1). */
export function verifyChain(certificates: readonly Certificate[], options: VerifyOptions): readonly Certificate[] | undefined {
  const [root] = certificates;
  const leaf = certificates.at(-1);
  if (!root || !leaf || certificates.length < 2 || !isCurrent(leaf, options) || leaf.unhandled.length > 0) return undefined;
  if (options.dnsName !== undefined && options.dnsName !== '' && !isFor(leaf, options.dnsName)) return undefined;
  return extend([leaf], root, certificates.slice(1, -1), options);
}

function extend(
  chain: readonly Certificate[],
  root: Certificate,
  between: readonly Certificate[],
  options: VerifyOptions,
): readonly Certificate[] | undefined {
  const last = chain.at(-1);
  if (!last || chain.length > MAX_CHAIN) return undefined;
  if (mayIssue(root, last, chain, options)) {
    const whole = [...chain, root];
    if (allowsUsage(whole, options.usages)) return whole;
  }
  for (const next of between) {
    if (chain.includes(next) || !mayIssue(next, last, chain, options)) continue;
    const whole = extend([...chain, next], root, between, options);
    if (whole) return whole;
  }
  return undefined;
}

function isCurrent({ notBefore, notAfter }: Certificate, { now }: VerifyOptions): boolean {
  const at = (text: string): bigint => BigInt(Date.parse(text)) * 1_000_000n;
  return now >= at(notBefore) && now <= at(notAfter);
}

function mayIssue(issuer: Certificate, of: Certificate, chain: readonly Certificate[], options: VerifyOptions): boolean {
  if (issuer.subject !== of.issuer || issuer.unhandled.length > 0 || !isCurrent(issuer, options)) return false;
  if ((issuer.version === 3 && !issuer.hasConstraints) || (issuer.hasConstraints && !issuer.isAuthority)) return false;
  if (issuer.keyUsage !== 0 && (issuer.keyUsage & SIGNS_CERTIFICATES) === 0) return false;
  const intermediates = chain.slice(1).filter(({ subject, issuer: above }) => subject !== above).length;
  if (issuer.hasConstraints && issuer.pathLimit >= 0 && intermediates > issuer.pathLimit) return false;
  if (!chain.every((below) => allowsNames(issuer, below))) return false;
  const algorithm = ALGORITHMS[of.signatureAlgorithm];
  return algorithm !== undefined && issuer.key !== undefined && verifyDer(algorithm, issuer.key, of.signedPart, of.signature);
}

function allowsUsage(chain: readonly Certificate[], wanted: readonly number[]): boolean {
  if (wanted.includes(ANY_USAGE)) return true;
  const isAllowed = (usage: number): boolean =>
    chain.every(
      ({ extendedUsages }) => extendedUsages.length === 0 || extendedUsages.includes(ANY_USAGE) || extendedUsages.includes(usage),
    );
  return wanted.some(isAllowed);
}

function allowsNames(issuer: Certificate, below: Certificate): boolean {
  const isUnder = (name: string, domain: string): boolean => {
    const [own, base] = [name.toLowerCase(), domain.toLowerCase().replace(/^\./, '')];
    if (domain === '') return true;
    return own.endsWith(`.${base}`) || (own === base && !domain.startsWith('.'));
  };
  return below.names.dns.every(
    (name) =>
      !issuer.excluded.some((domain) => isUnder(name, domain)) &&
      (issuer.permitted.length === 0 || issuer.permitted.some((domain) => isUnder(name, domain))),
  );
}

/** Whether a certificate is for a host; one star may stand for the first label. */
function isFor({ names }: Certificate, host: string): boolean {
  if (names.ip.includes(host.replace(/^\[(.*)\]$/, '$1'))) return true;
  const wanted = host.toLowerCase().replace(/\.$/, '').split('.');
  return names.dns.some((name) => {
    const parts = name.toLowerCase().split('.');
    return parts.length === wanted.length && parts.every((part, i) => part === wanted[i] || (i === 0 && part === '*'));
  });
}
