import { at, flagOf, instructionsOf, shown, transferOf } from '../build-steps.ts';
import { type Check, defineCheck } from '../define.ts';

export const secretFile: Check = defineCheck({
  id: 'dockerfile/secret-file',
  title: 'File with credentials copied into the image',
  severity: 'high',
  on: 'dockerfile',
  why: 'Everybody who may pull the image can read the file, in this layer, even if a later step removes it.',
  remedy: 'Leave the file out (and name it in .dockerignore); use RUN --mount=type=secret for the build and a mounted Secret at run time.',
  standards: { nsa: ['secrets'], owasp: ['K08'], mitre: ['T1552.001'], microsoft: ['MS-TA9027'], cks: ['supply-chain'] },
  aliases: { trivy: ['DS-0031', 'AVD-DS-0031', 'DS031'] },
  *evaluate({ dockerfile }) {
    for (const instruction of instructionsOf(dockerfile, 'COPY', 'ADD')) {
      if (flagOf(instruction, 'from')) continue;
      for (const source of transferOf(instruction)?.sources ?? []) {
        const name = (instruction.valueOf(source) ?? source.text).replace(/\/+$/, '');
        if (SECRET_FILES.test(name)) yield at(instruction, `${shown(name)} usually holds credentials`, source);
      }
    }
  },
});

const SECRET_FILES =
  /(?:^|\/)(?:id_(?:rsa|dsa|ecdsa|ed25519)|\.env(?:\.(?:local|prod|production|staging|development))?|\.npmrc|\.yarnrc|\.pypirc|\.netrc|_netrc|\.pgpass|\.git-credentials|\.htpasswd|\.dockercfg|\.docker\/config\.json|\.kube\/config|kubeconfig|admin\.conf|\.aws(?:\/credentials)?|\.ssh|\.gnupg|credentials\.json|service[-_]account[\w.-]*\.json|gcp[-_]key\.json|secrets?\.(?:ya?ml|json|env|toml)|\.vault-token|wp-config\.php|[\w.-]+\.(?:p12|pfx|jks|kdbx|key|ppk)|(?:private|server|tls|ssl)[-_.]?key(?:\.pem)?|[\w.-]*privkey\.pem)$/i;
