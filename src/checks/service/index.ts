import type { Check } from '../define.ts';
import { controlPortExposed } from './control-port-exposed.ts';
import { dashboardExposed } from './dashboard-exposed.ts';
import { databaseExposed } from './database-exposed.ts';
import { externalIps } from './external-ips.ts';
import { externalName } from './external-name.ts';
import { kubernetesExposed } from './kubernetes-exposed.ts';
import { loadBalancerOpen } from './load-balancer-open.ts';
import { nodePort } from './node-port.ts';
import { selectsNothing } from './selects-nothing.ts';

/** Services that are open to more than they need. */
export const serviceChecks: readonly Check[] = [
  controlPortExposed,
  dashboardExposed,
  databaseExposed,
  externalIps,
  externalName,
  kubernetesExposed,
  loadBalancerOpen,
  nodePort,
  selectsNothing,
];
