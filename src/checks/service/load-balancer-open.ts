import { listAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';
import { hasSourceRanges, isApiServer, isDashboard, isEverybody, isInternal, outsideType } from './exposure.ts';

export const loadBalancerOpen: Check = defineCheck({
  id: 'service/load-balancer-open',
  title: 'Load balancer that takes every source',
  severity: 'medium',
  on: 'object',
  kinds: ['/Service'],
  why: 'Most providers give the service a public address; without source ranges the whole internet reaches it, also services meant for partners or administrators.',
  remedy: 'Set loadBalancerSourceRanges, or the annotation that makes the load balancer internal.',
  standards: { nsa: ['network-policies'], owasp: ['K07'], mitre: ['T1133', 'T1190'], microsoft: ['MS-TA9005'], cks: ['cluster-setup'] },
  aliases: { 'kube-linter': ['exposed-services'] },
  *evaluate({ object }) {
    if (outsideType(object) !== 'LoadBalancer') return;
    const ranges = listAt(object.value, 'spec', 'loadBalancerSourceRanges').map(String);
    const open = ranges.findIndex(isEverybody);
    if (open >= 0) yield { path: ['spec', 'loadBalancerSourceRanges', open], message: `the source range ${ranges[open]} is everyone` };
    // The dashboard and the API server have checks of their own, which say more.
    else if (!isInternal(object) && !hasSourceRanges(object) && !isDashboard(object) && isApiServer(object) !== true)
      yield { path: ['spec', 'type'], message: 'the load balancer has no source ranges' };
  },
});
