import { listAt, recordAt, stringAt } from '../../core/index.ts';
import { type Check, defineCheck } from '../define.ts';

/** Annotations by which the large providers keep a load balancer inside their network. */
const INTERNAL = [
  /^service\.beta\.kubernetes\.io\/(?:aws|azure|oci|cce|openstack|ibm)-load-balancer-internal$/,
  /^service\.beta\.kubernetes\.io\/aws-load-balancer-scheme$/,
  /^(?:networking\.gke\.io|cloud\.google\.com)\/load-balancer-type$/,
  /^metallb\.(?:universe\.tf|io)\//,
];

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
    if (stringAt(object.value, 'spec', 'type') !== 'LoadBalancer') return;
    const annotations = recordAt(object.value, 'metadata', 'annotations');
    const isInternal = Object.entries(annotations).some(
      ([key, value]) => INTERNAL.some((pattern) => pattern.test(key)) && !/^(?:false|external|internet-facing)$/i.test(String(value)),
    );
    const ranges = listAt(object.value, 'spec', 'loadBalancerSourceRanges');
    const open = ranges.findIndex((range) => range === '0.0.0.0/0' || range === '::/0');
    if (open >= 0)
      yield { path: ['spec', 'loadBalancerSourceRanges', open], message: `the source range ${String(ranges[open])} is everyone` };
    else if (!isInternal && ranges.length === 0) yield { path: ['spec', 'type'], message: 'the load balancer has no source ranges' };
  },
});
