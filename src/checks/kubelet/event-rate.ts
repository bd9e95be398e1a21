import { numberAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { setField } from '../fixes.ts';

export const eventRate: Check = defineCheck({
  id: 'kubelet/event-rate',
  title: 'Kubelet drops no events, or all',
  severity: 'info',
  on: 'object',
  kinds: ['kubelet.config.k8s.io/KubeletConfiguration'],
  why: 'With eventRecordQPS 0 events are sent without a limit, and a pod that fails in a loop floods the API server.',
  remedy: 'Remove eventRecordQPS, or set it to a number such as 50.',
  standards: { cis: ['4.2.8'], nsa: ['logging'], owasp: ['K05'], cks: ['monitoring'] },
  aliases: { kubescape: ['C-0180'], checkov: ['CKV_K8S_147'], 'kube-bench': ['4.2.8'] },
  fix: setField(50, 'events beyond fifty a second'),
  *evaluate({ object }) {
    if (numberAt(object.value, 'eventRecordQPS') === 0)
      yield { path: ['eventRecordQPS'], message: 'eventRecordQPS is 0, which means no limit' };
  },
});
