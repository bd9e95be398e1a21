/** Why a cluster cannot be read, or no further: thrown inside this folder, and turned into a value where it is left. */
export class ConnectionError extends Error {
  readonly hint: string | undefined;

  constructor(message: string, hint?: string) {
    super(message);
    this.hint = hint;
  }
}

const CERTIFICATE_ERRORS: Readonly<Record<string, readonly [message: string, hint: string]>> = {
  CERT_HAS_EXPIRED: [
    'its certificate has expired',
    'renew the certificate of the API server: kubeadm certs check-expiration, or your provider',
  ],
  CERT_NOT_YET_VALID: ['its certificate is not valid yet', 'look at the clock of this machine'],
  DEPTH_ZERO_SELF_SIGNED_CERT: [
    'its certificate is signed by nobody this kubeconfig trusts',
    'is certificate-authority-data that of this cluster?',
  ],
  SELF_SIGNED_CERT_IN_CHAIN: [
    'its certificate is signed by nobody this kubeconfig trusts',
    'is certificate-authority-data that of this cluster?',
  ],
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: [
    'its certificate is signed by nobody this kubeconfig trusts',
    'is certificate-authority-data that of this cluster?',
  ],
  UNABLE_TO_GET_ISSUER_CERT: [
    'its certificate is signed by nobody this kubeconfig trusts',
    'is certificate-authority-data that of this cluster?',
  ],
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: [
    'its certificate is signed by nobody this kubeconfig trusts',
    'is certificate-authority-data that of this cluster?',
  ],
  CERT_SIGNATURE_FAILURE: [
    'its certificate is signed by another authority of the same name',
    'is certificate-authority-data that of this cluster?',
  ],
  ERR_TLS_CERT_ALTNAME_INVALID: ['its certificate is for other names', 'set tls-server-name of the cluster to a name in the certificate'],
};

const NETWORK_ERRORS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'the name service does not answer',
  ECONNREFUSED: 'nobody listens there',
  ECONNRESET: 'the connection was reset',
  EPIPE: 'the connection was closed',
  ETIMEDOUT: 'it does not answer in time',
  EHOSTUNREACH: 'there is no way to this host',
  ENETUNREACH: 'there is no way to this network',
  EPROTO: 'it does not speak TLS as expected',
  ERR_SSL_WRONG_VERSION_NUMBER: 'it does not speak TLS',
};

export function isCertificateError(error: unknown): boolean {
  return codeOf(error) in CERTIFICATE_ERRORS;
}

/** What went wrong on the way to a server, for people. */
export function describeConnection(host: string, error: unknown): ConnectionError {
  if (error instanceof ConnectionError) return error;
  const code = codeOf(error);
  const certificate = CERTIFICATE_ERRORS[code];
  if (certificate) return new ConnectionError(`${host} is not trusted: ${certificate[0]}${detailOf(code, error)}`, certificate[1]);
  const said = error instanceof Error ? error.message : String(error);
  if (/alert (?:certificate|bad certificate|unknown ca)|SSL alert number 4[2-8]/i.test(said)) {
    return new ConnectionError(
      `${host} does not accept the client certificate`,
      'the user of this context may belong to another cluster, or its certificate was revoked',
    );
  }
  const hint =
    code === 'ENOTFOUND' || code === 'ECONNREFUSED' ? 'is the context the right one, and is a VPN or a tunnel needed?' : undefined;
  return new ConnectionError(`${host} cannot be reached: ${NETWORK_ERRORS[code] ?? said}`, hint);
}

/** Node names the names that a certificate is for; they are what to write into tls-server-name. */
function detailOf(code: string, error: unknown): string {
  const names = code === 'ERR_TLS_CERT_ALTNAME_INVALID' && error instanceof Error ? /altnames: (.*)$/.exec(error.message)?.[1] : undefined;
  return names === undefined ? '' : ` (${names.slice(0, 200)})`;
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? '';
}
