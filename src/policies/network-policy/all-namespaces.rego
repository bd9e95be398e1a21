package seawall.network_policy.all_namespaces

import data.lib.seawall.fields
import data.lib.seawall.network_rules
import data.lib.seawall.report

violation contains report.at(rule.path, [rule.peers_field, index, "namespaceSelector"], message) if {
	some rule in network_rules.rules
	not is_for_names(rule)
	some index, peer in rule.peers
	is_empty(peer.namespaceSelector)
	not narrows(peer)
	message := sprintf("%s every pod of every namespace", [network_rules.verb(rule)])
}

# Every pod asks for names, and the servers of names stand in a namespace that is called differently in each cluster.
is_for_names(rule) if {
	rule.direction == "egress"
	count(rule.ports) > 0
	every port in rule.ports {
		port.port == 53
	}
}

narrows(peer) if {
	fields.is_set(peer, ["podSelector"])
	not is_empty(peer.podSelector)
}

is_empty(selector) if {
	is_object(selector)
	count(fields.record_at(selector, ["matchLabels"])) == 0
	count(fields.list_at(selector, ["matchExpressions"])) == 0
}
