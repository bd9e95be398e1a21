import { isRecord, recordAt, stringAt } from '../../core/index.ts';
import { detectCredentials, hasInsertions, isFillIn, isPublic, isWeakPassword, maskSecret, strengthOfName } from '../credentials/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { type SecretValue, valuesOf } from './values.ts';

export const clearValue: Check = defineCheck({
  id: 'secret/clear-value',
  title: 'Secret stands in clear in a file',
  severity: 'high',
  on: 'object',
  kinds: ['/Secret'],
  why: 'Base64 hides nothing. Everyone who can read the repository, its history, its backups or the log of a pipeline has the value, and it stays there after it was deleted.',
  remedy:
    'Take the value out of the file and change it where it is used. Keep in the repository what is safe to read: a SealedSecret, a file encrypted with SOPS, or an ExternalSecret that names the place in a vault.',
  standards: {
    cis: ['5.4.2'],
    nsa: ['secrets'],
    owasp: ['K08'],
    mitre: ['T1552.001'],
    microsoft: ['MS-TA9027'],
    cks: ['microservice-vulnerabilities'],
  },
  aliases: { kubescape: ['C-0012'] },
  *evaluate({ object }) {
    // In a cluster is where its value belongs.
    if (object.isFromCluster) return;
    for (const value of valuesOf(object)) {
      if (!isSensitive(value)) continue;
      const [found] = detectCredentials(value.text, value.key);
      const what = found ? found.label : 'a value';
      yield { path: value.path, message: `${value.key} is ${what} in clear (${found?.masked ?? maskSecret(value.text.trim())})` };
    }
  },
});

/** Keys of settings that stand beside a password and are no secret. */
const PLAIN_KEY =
  /^(?:.*[._-])?(?:user(?:name)?|login|host(?:name)?|port|endpoint|url|uri|server|region|bucket|database|db|dbname|db_name|name|type|project|email|namespace|issuer|domain|scheme|protocol|insecure|ca|ca\.crt|tls\.crt|cert|crt|pub|public)$/i;

function isSensitive({ key, text }: SecretValue): boolean {
  const trimmed = text.trim();
  if (isPublic(trimmed)) return false;
  const strength = strengthOfName(key);
  // `secret/default-password` speaks for these.
  if (strength && isWeakPassword(trimmed)) return false;
  if (/^\.?docker(?:configjson|cfg)$/.test(key)) return hasRegistryPassword(trimmed);
  if (strength) return true;
  const isPlain = PLAIN_KEY.test(key) || /^(?:true|false|yes|no|on|off|-?\d+(?:\.\d+)?)$/i.test(trimmed);
  // A file with insertions may get all that is secret in it that way.
  return (!isPlain && !hasInsertions(text)) || detectCredentials(text).length > 0;
}

/** https://kubernetes.io/docs/concepts/configuration/secret/#docker-config-secrets */
function hasRegistryPassword(text: string): boolean {
  let config: unknown;
  try {
    config = JSON.parse(text);
  } catch {
    return true;
  }
  const registries = isRecord(config) && 'auths' in config ? recordAt(config, 'auths') : recordAt(config);
  return Object.values(registries).some((entry) =>
    ['auth', 'password', 'identitytoken'].some((field) => !isFillIn(stringAt(entry, field) ?? '')),
  );
}
