import { readRequestSubject } from '../formats/index.ts';

const COMMON_NAME = '2.5.4.3';
const ORGANISATION = '2.5.4.10';

/** Who a client certificate makes its holder, as Kubernetes reads it: https://kubernetes.io/docs/reference/access-authn-authz/authentication/#x509-client-certificates */
export interface RequestedIdentity {
  readonly user: string | undefined;
  readonly groups: readonly string[];
}

/** `request` is the field of a CertificateSigningRequest: base64 over PEM. `undefined` where it holds no request. */
export function identityIn(request: string): RequestedIdentity | undefined {
  const subject = readRequestSubject(Buffer.from(request, 'base64').toString('latin1'));
  if (!subject) return undefined;
  const valuesOf = (wanted: string): string[] => subject.filter(({ type }) => type === wanted).map(({ value }) => value);
  return { user: valuesOf(COMMON_NAME).at(-1), groups: valuesOf(ORGANISATION) };
}
