package seawall.network.empty_egress_ignored

import data.lib.seawall.network_rules
import data.lib.seawall.report

# SetDefaults_NetworkPolicy, https://github.com/kubernetes/kubernetes/blob/v1.35.0/pkg/apis/networking/v1/defaults.go
violation contains report.at(["spec", "egress"], [], message) if {
	network_rules.policy.spec.egress == []
	count(network_rules.declared) == 0
	message := "egress is empty and policyTypes is missing, so the pods may connect to anything"
}
