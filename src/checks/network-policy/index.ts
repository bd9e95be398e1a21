import type { Check } from '../define.ts';
import { allNamespaces } from './all-namespaces.ts';
import { allowsAll } from './allows-all.ts';
import { anyAddress } from './any-address.ts';
import { egressRulesIgnored } from './egress-rules-ignored.ts';
import { invalidRange } from './invalid-range.ts';
import { selectsNothing } from './selects-nothing.ts';

/** Policies that allow more than they seem to. */
export const networkPolicyChecks: readonly Check[] = [
  allNamespaces,
  allowsAll,
  anyAddress,
  egressRulesIgnored,
  invalidRange,
  selectsNothing,
];
