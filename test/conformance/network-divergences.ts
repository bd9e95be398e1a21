const HOST_NETWORK =
  'They treat pods on the network of their node as any other. "NetworkPolicy behaviour for hostNetwork pods is undefined" (https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-and-hostnetwork-pods).';
const BLOCKS =
  'They never match ipBlock with pods. ipBlock is described by "These should be cluster-external IPs, since Pod IPs are ephemeral and unpredictable" (https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors), which forbids nothing, and network plugins differ.';
const NETWORKS =
  'They never match networks with pods. "cluster-internal traffic will be checked against the rule as well" (https://github.com/kubernetes-sigs/network-policy-api/blob/main/apis/v1alpha2/clusternetworkpolicy_types.go).';
const EXCEPTIONS =
  'Their entire cluster is a pod that no selector chooses; pods that a rule denies by their labels are listed beside it. We call a port open to the entire cluster where it is so for every pod.';

const NAMED_PORTS =
  'They open every port for a name that no pod has yet. "This can either be a numerical or named port on a pod" (https://github.com/kubernetes/api/blob/v0.35.0/networking/v1/types.go): a pod without it has no such port.';

/**
 * Where np-guard/netpol-analyzer answers what upstream leaves open, with the sentence that decides for us. Each of its answers is held to lie
 * within what we call possible and beyond what we call certain, and is met exactly where the cluster is read with its assumptions.
 */
export const DIVERGENCES: Readonly<Record<string, string>> = {
  anp_and_banp_using_networks_with_ipv6_test: NETWORKS,
  exposure_test_egress_with_named_port: NAMED_PORTS,
  exposure_test_egress_with_named_port_with_matching_pod: NAMED_PORTS,
  exposure_test_with_anp_13: NETWORKS,
  exposure_test_with_anp_8: EXCEPTIONS,
  exposure_test_with_anp_9: EXCEPTIONS,
  ipblockstest_2: HOST_NETWORK,
  ipblockstest_4: HOST_NETWORK,
  'semanticDiff-different-topologies-policy-a-with-ipblock': BLOCKS,
  'semanticDiff-different-topologies-policy-b-with-ipblock': BLOCKS,
  'semanticDiff-same-topologies-new1': HOST_NETWORK,
  'semanticDiff-same-topologies-new1a': HOST_NETWORK,
  'semanticDiff-same-topologies-new3': HOST_NETWORK,
  'semanticDiff-same-topologies-old1': HOST_NETWORK,
  'semanticDiff-same-topologies-old3': HOST_NETWORK,
};

/** Divergences that stay where the cluster is read with their assumptions. */
export const LASTING: readonly string[] = [
  'exposure_test_egress_with_named_port',
  'exposure_test_egress_with_named_port_with_matching_pod',
  'exposure_test_with_anp_8',
  'exposure_test_with_anp_9',
];

/** Cases that cannot be compared. Those with several networks (user-defined networks, secondary networks, virtual machines) are left out by their option. */
export const NOT_COMPARED: Readonly<Record<string, string>> = {
  document_with_syntax_error: 'they stop at the first broken document of a file, and what stands behind it is missing from their answer',
};
