import type { StandardReferences } from '../standards.ts';

/** What every weakness of a network policy touches. */
export const POLICY_STANDARDS: StandardReferences = {
  cis: ['5.3.2'],
  nsa: ['network-policies'],
  owasp: ['K07'],
  microsoft: ['MS-TA9034'],
  cks: ['cluster-setup'],
};
