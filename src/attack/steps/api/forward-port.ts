import { resourceAction } from '../../../engines/rbac/index.ts';
import { type AttackStep, defineStep, usual } from '../../define-step.ts';
import { podName } from './running-pods.ts';

export const forwardPort: AttackStep = defineStep({
  id: 'api/forward-port',
  phase: 'api',
  title: 'Connect to a pod through the API server',
  condition:
    'It may create or get pods/portforward: the connection ends inside the pod, where no network policy sees it. Or it may create or get pods/proxy, and the API server itself connects to the pod.',
  mitre: ['T1133'],
  microsoft: ['MS-TA9029', 'MS-TA9034'],
  reference: 'https://kubernetes.io/docs/tasks/access-application-cluster/port-forward-access-application-cluster/',
  effort: 1,
  *moves({ units, admission }) {
    for (const unit of units) {
      const parts = { namespace: unit.namespace, name: podName(unit) };
      for (const container of unit.listening)
        for (const resource of ['pods/portforward', 'pods/proxy']) {
          yield {
            from: [{ kind: 'one-of', actions: ['create', 'get'].map((verb) => resourceAction(verb, resource, parts)) }],
            to: { kind: 'contact', unit, container },
            says: `connects to ${unit.title} through the API server`,
            premises: [
              usual(`a pod of ${unit.title} runs`),
              ...(resource === 'pods/proxy' ? [usual('the API server reaches pods, and network policies let it')] : []),
              ...admission.doubts('CONNECT', resource, unit.namespace),
            ],
          };
        }
    }
  },
});
