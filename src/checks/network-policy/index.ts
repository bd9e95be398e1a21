import type { Check } from '../define.ts';
import { allowsAll } from './allows-all.ts';
import { anyAddress } from './any-address.ts';
import { egressRulesIgnored } from './egress-rules-ignored.ts';
import { selectsNothing } from './selects-nothing.ts';

/** Policies that allow more than they seem to. */
export const networkPolicyChecks: readonly Check[] = [allowsAll, anyAddress, egressRulesIgnored, selectsNothing];
