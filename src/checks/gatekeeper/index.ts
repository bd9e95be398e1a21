import type { Check } from '../define.ts';
import { constraintInvalid } from './constraint-invalid.ts';
import { matchTakesNothing } from './match-takes-nothing.ts';
import { onlyWatches } from './only-watches.ts';
import { templateInvalid } from './template-invalid.ts';
import { violation } from './violation.ts';

/** What Gatekeeper's own policies say, and what is wrong with these. */
export const gatekeeperChecks: readonly Check[] = [constraintInvalid, matchTakesNothing, onlyWatches, templateInvalid, violation];
