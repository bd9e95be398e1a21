package seawall.network_policy.egress_rules_ignored

import data.lib.seawall.fields
import data.lib.seawall.network_rules
import data.lib.seawall.report

violation contains report.at(["spec", field], [], sprintf("policyTypes lacks %s, so these rules restrict nothing", [type])) if {
	count(network_rules.declared) > 0
	some field, type in {"ingress": "Ingress", "egress": "Egress"}
	fields.is_set(network_rules.policy, ["spec", field])
	not type in network_rules.declared
}
