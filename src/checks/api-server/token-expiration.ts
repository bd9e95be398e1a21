import { type Check, defineCheck } from '../define.ts';
import { setFlag } from '../fixes.ts';
import { mustBeFalse } from '../flags.ts';

export const tokenExpiration: Check = defineCheck({
  id: 'api-server/token-expiration',
  title: 'Tokens of service accounts live for a year',
  severity: 'info',
  on: 'component',
  components: ['kube-apiserver'],
  why: 'For the sake of old clients, tokens that should be good for an hour are accepted for a year.',
  remedy: 'Set --service-account-extend-token-expiration=false once all clients reload their tokens.',
  standards: { cis: ['1.2.30'], nsa: ['service-account-tokens'], owasp: ['K06'], mitre: ['T1528'], cks: ['cluster-hardening'] },
  aliases: { 'kube-bench': ['1.2.30'] },
  fix: setFlag('service-account-extend-token-expiration', 'false', 'programs that read their token once only', { risky: true }),
  evaluate: ({ component }) => mustBeFalse(component, 'service-account-extend-token-expiration', 'a stolen token is good for a year'),
});
