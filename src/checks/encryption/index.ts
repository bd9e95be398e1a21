import type { Check } from '../define.ts';
import { identityFirst } from './identity-first.ts';
import { keyInFile } from './key-in-file.ts';
import { keyMalformed } from './key-malformed.ts';
import { secretsNotCovered } from './secrets-not-covered.ts';
import { weakProvider } from './weak-provider.ts';

/** Encryption at rest. */
export const encryptionChecks: readonly Check[] = [identityFirst, keyInFile, keyMalformed, secretsNotCovered, weakProvider];
