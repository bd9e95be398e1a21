import { type Check, defineCheck } from '../define.ts';
import { setFlag } from '../fixes.ts';
import { mustBeFalse } from '../flags.ts';

export const anonymousAuth: Check = defineCheck({
  id: 'api-server/anonymous-auth',
  title: 'API server takes requests without credentials',
  severity: 'medium',
  on: 'component',
  components: ['kube-apiserver'],
  why: 'Strangers are told the version and, by one mistaken binding to system:anonymous or system:unauthenticated, much more.',
  remedy: 'Set --anonymous-auth=false, or allow it for the health endpoints alone in an AuthenticationConfiguration.',
  standards: {
    cis: ['1.2.1'],
    nsa: ['authentication'],
    owasp: ['K06'],
    mitre: ['T1078'],
    microsoft: ['MS-TA9029'],
    cks: ['cluster-hardening'],
  },
  aliases: { trivy: ['KCV0001', 'AVD-KCV-0001'], kubescape: ['C-0113', 'C-0262'], checkov: ['CKV_K8S_68'], 'kube-bench': ['1.2.1'] },
  fix: setFlag('anonymous-auth', 'false', 'probes of the API server and joining nodes without credentials', { risky: true }),
  *evaluate({ component }) {
    // An AuthenticationConfiguration may allow it for some paths only, and is judged by itself.
    if (component.flags.has('authentication-config')) return;
    yield* mustBeFalse(component, 'anonymous-auth', 'strangers are the user system:anonymous');
  },
});
