import type { StandardId } from '../standards.ts';
import { CIS } from './cis.ts';
import { CKS } from './cks.ts';
import { MICROSOFT } from './microsoft.ts';
import { MITRE } from './mitre.ts';
import { NSA } from './nsa.ts';
import { OWASP } from './owasp.ts';
import { POD_SECURITY } from './pod-security.ts';

/** Titles of the requirements of each standard, by their numbers. */
export const REQUIREMENTS: Readonly<Record<StandardId, Readonly<Record<string, string>>>> = {
  'pod-security': POD_SECURITY,
  cis: CIS,
  nsa: NSA,
  owasp: OWASP,
  mitre: MITRE,
  microsoft: MICROSOFT,
  cks: CKS,
};
