import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

/** Without openssl the tests that speak TLS are skipped with the reason; in CI they run and fail. */
export const WITHOUT_OPENSSL: string | false =
  spawnSync('openssl', ['version']).status === 0 || process.env['CI'] === 'true' ? false : 'no openssl program';

export interface Pair {
  readonly certificate: string;
  readonly key: string;
}

export interface Authority {
  readonly certificate: string;
  /** Signs a certificate for this subject; the year in which it ends, where that is to be in the past. */
  issue(subject: string, expired?: boolean): Pair;
}

/** A certificate authority in a folder of its own. Names of servers are localhost, 127.0.0.1 and kube.example. */
export function createAuthority(): Authority {
  const folder = mkdtempSync(join(tmpdir(), 'seawall-ca-'));
  const at = (name: string): string => join(folder, name);
  const openssl = (...args: readonly string[]): void => {
    const { status, stderr } = spawnSync('openssl', args, { cwd: folder, encoding: 'utf8' });
    if (status !== 0) throw new Error(`openssl ${args[0]} failed: ${stderr}`);
  };
  writeFileSync(at('index.txt'), '');
  writeFileSync(
    at('ca.conf'),
    `[ca]
default_ca = x
[x]
dir = ${folder}
database = index.txt
new_certs_dir = ${folder}
rand_serial = yes
default_md = sha256
policy = p
unique_subject = no
x509_extensions = e
[p]
commonName = supplied
organizationName = optional
[e]
subjectAltName = DNS:localhost,DNS:kube.example,IP:127.0.0.1
`,
  );
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  openssl('req', '-x509', ...key, '-keyout', 'ca.key', '-out', 'ca.crt', '-subj', '/CN=test authority', '-days', '30');
  let serial = 0;
  return {
    certificate: readFileSync(at('ca.crt'), 'utf8'),
    issue: (subject, expired = false) => {
      const name = `c${serial++}`;
      openssl('req', ...key, '-keyout', `${name}.key`, '-out', `${name}.csr`, '-subj', subject);
      const dates = expired ? ['-startdate', '20200101000000Z', '-enddate', '20200201000000Z'] : ['-days', '10'];
      const signer = ['-cert', 'ca.crt', '-keyfile', 'ca.key'];
      openssl('ca', '-batch', '-notext', '-config', 'ca.conf', ...signer, '-in', `${name}.csr`, '-out', `${name}.crt`, ...dates);
      return { certificate: readFileSync(at(`${name}.crt`), 'utf8'), key: readFileSync(at(`${name}.key`), 'utf8') };
    },
  };
}
