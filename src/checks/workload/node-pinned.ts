import { valueAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { removeField } from '../fixes.ts';

export const nodePinned: Check = defineCheck({
  id: 'workload/node-pinned',
  title: 'Pod chooses its node past the scheduler',
  severity: 'medium',
  on: 'pod',
  why: 'nodeName skips the scheduler with its taints and quotas of attention; attackers use it to land next to what they want, and selectors for the control plane to land on its nodes.',
  remedy: 'Remove nodeName and the selector for control-plane nodes; use taints and affinity to workers.',
  standards: { owasp: ['K01'], mitre: ['T1610'], cks: ['cluster-hardening'] },
  aliases: {},
  fix: removeField('a program that needs what only this node has', { risky: true }),
  *evaluate({ object, pod }) {
    const { nodeName, nodeSelector = {} } = pod.spec;
    // Mirror pods and pods read from a cluster have been placed; only a template or a manifest that asks for it is meant.
    if (nodeName && valueAt(object.value, ['status']) === undefined)
      yield { path: [...pod.path, 'nodeName'], message: `nodeName is ${nodeName}` };
    for (const key of Object.keys(nodeSelector)) {
      if (/^node-role\.kubernetes\.io\/(?:control-plane|master)$/.test(key))
        yield { path: [...pod.path, 'nodeSelector', key], message: `nodeSelector asks for ${key}` };
    }
  },
});
