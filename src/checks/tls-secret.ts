import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { type FieldPath, stringAt } from '../core/index.ts';
import { DROPPED_VALUE, type InventoryObject } from '../inventory/index.ts';

/** What a Secret of type kubernetes.io/tls holds. Certificates are in their order, the server's own first. */
export interface TlsSecret {
  readonly certificates: readonly X509Certificate[];
  readonly key: KeyObject | undefined;
  /** The common name of the first certificate, or its first other name. */
  readonly subject: string;
  readonly hasCertificate: boolean;
  readonly hasKey: boolean;
  readonly certificatePath: FieldPath;
  readonly keyPath: FieldPath;
}

/** `undefined` for Secrets of other types, and those of snapshots without their values. Texts that are no PEM give no certificate and no key. */
export function readTlsSecret(object: InventoryObject): TlsSecret | undefined {
  if (stringAt(object.value, 'type') !== 'kubernetes.io/tls') return undefined;
  if (stringAt(object.value, 'data', 'tls.crt') === DROPPED_VALUE || stringAt(object.value, 'data', 'tls.key') === DROPPED_VALUE)
    return undefined;
  const certificate = readEntry(object, 'tls.crt');
  const key = readEntry(object, 'tls.key');
  const certificates = (certificate.text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []).flatMap(
    parseCertificate,
  );
  return {
    certificates,
    key: parseKey(key.text),
    subject: subjectOf(certificates[0]),
    hasCertificate: certificate.text.trim() !== '',
    hasKey: key.text.trim() !== '',
    certificatePath: certificate.path,
    keyPath: key.path,
  };
}

/** `stringData` wins over `data`, as in the API server. */
function readEntry(object: InventoryObject, name: string): { readonly text: string; readonly path: FieldPath } {
  const plain = stringAt(object.value, 'stringData', name);
  if (plain !== undefined) return { text: plain, path: ['stringData', name] };
  const encoded = stringAt(object.value, 'data', name) ?? '';
  return { text: Buffer.from(encoded, 'base64').toString('latin1'), path: ['data', name] };
}

function parseCertificate(pem: string): X509Certificate[] {
  try {
    return [new X509Certificate(pem)];
  } catch {
    return [];
  }
}

function parseKey(pem: string): KeyObject | undefined {
  try {
    return createPrivateKey(pem);
  } catch {
    return undefined;
  }
}

function subjectOf(certificate: X509Certificate | undefined): string {
  const name = /(?:^|\n)CN=([^\n]*)/.exec(certificate?.subject ?? '')?.[1];
  return name ?? certificate?.subjectAltName?.split(',')[0]?.replace(/^DNS:/, '') ?? 'unknown';
}
