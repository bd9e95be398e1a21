import type { Check } from '../define.ts';
import { allPorts } from './all-ports.ts';
import { coveredRule } from './covered-rule.ts';
import { namedPortMissing } from './named-port-missing.ts';
import { namespaceUnmatched } from './namespace-unmatched.ts';
import { peerWithoutPods } from './peer-without-pods.ts';
import { peersReadAsOr } from './peers-read-as-or.ts';
import { portProtocolMismatch } from './port-protocol-mismatch.ts';
import { portUndeclared } from './port-undeclared.ts';

/** What policies and pods together let through, as the engine decides it, and policies that do not do what they say. */
export const networkChecks: readonly Check[] = [
  allPorts,
  coveredRule,
  namedPortMissing,
  namespaceUnmatched,
  peerWithoutPods,
  peersReadAsOr,
  portProtocolMismatch,
  portUndeclared,
];
