package seawall.network.ingress_closed_silently

import data.lib.seawall.fields
import data.lib.seawall.network_rules
import data.lib.seawall.report

# SetDefaults_NetworkPolicy, https://github.com/kubernetes/kubernetes/blob/v1.35.0/pkg/apis/networking/v1/defaults.go
violation contains report.at(["spec", "egress"], [], message) if {
	count(fields.list_at(network_rules.policy, ["spec", "egress"])) > 0
	not fields.is_set(network_rules.policy, ["spec", "ingress"])
	count(network_rules.declared) == 0
	message := "the policy has egress rules and no policyTypes, so it also refuses everything that comes in"
}
