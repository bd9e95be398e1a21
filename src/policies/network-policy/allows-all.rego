package seawall.network_policy.allows_all

import data.lib.seawall.network_rules
import data.lib.seawall.report

violation contains report.at(rule.path, [], message) if {
	some rule in network_rules.rules
	is_object(rule.value)
	count(rule.peers) == 0
	count(rule.ports) == 0
	message := sprintf("an %s rule without peers and ports allows everything", [rule.direction])
}
