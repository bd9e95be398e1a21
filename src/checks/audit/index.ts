import type { Check } from '../define.ts';
import { changesUnrecorded } from './changes-unrecorded.ts';
import { secretBodies } from './secret-bodies.ts';

/** The audit policy. */
export const auditChecks: readonly Check[] = [changesUnrecorded, secretBodies];
