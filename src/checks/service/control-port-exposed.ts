import { listAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { isOpen, outsideType, productAt } from './exposure.ts';
import { CONTROLS } from './ports.ts';

export const controlPortExposed: Check = defineCheck({
  id: 'service/control-port-exposed',
  title: 'Port that starts containers is open to the outside',
  severity: 'high',
  on: 'object',
  kinds: ['/Service'],
  why: 'The Docker API, the kubelet and Tiller start containers and run commands in them. Reachable from outside, they are one missing password away from a node or the whole cluster.',
  remedy: 'Use type ClusterIP and restrict the port with a NetworkPolicy; for Docker use a build service without a daemon.',
  standards: {
    nsa: ['network-policies', 'control-plane-hardening'],
    owasp: ['K07', 'K09'],
    mitre: ['T1133', 'T1190'],
    microsoft: ['MS-TA9005'],
    cks: ['cluster-setup'],
  },
  aliases: {},
  unseen: 'None of the published manifests that were looked at opens such a port.',
  *evaluate({ object }) {
    if (!isOpen(object)) return;
    for (const [index, port] of listAt(object.value, 'spec', 'ports').entries()) {
      const found = productAt(port, CONTROLS);
      if (found)
        yield {
          path: ['spec', 'ports', index],
          message: `port ${found.number}, that of ${found.product}, is open as ${outsideType(object)}`,
        };
    }
  },
});
