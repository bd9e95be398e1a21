# The rules of a NetworkPolicy that have an effect.
package lib.seawall.network_rules

import data.lib.seawall.fields
import data.lib.seawall.manifest

policy := manifest.root if manifest.group_kind == "networking.k8s.io/NetworkPolicy"

declared := fields.list_at(policy, ["spec", "policyTypes"])

is_in_force(direction) if direction.type in declared

is_in_force(direction) if {
	count(declared) == 0
	direction.type == "Ingress"
}

is_in_force(direction) if {
	count(declared) == 0
	direction.type == "Egress"
	count(fields.list_at(policy, ["spec", "egress"])) > 0
}

directions := [
	{"name": "ingress", "type": "Ingress", "peers": "from"},
	{"name": "egress", "type": "Egress", "peers": "to"},
]

rules contains rule if {
	some direction in directions
	is_in_force(direction)
	some index, value in fields.list_at(policy, ["spec", direction.name])
	rule := {
		"direction": direction.name,
		"path": ["spec", direction.name, index],
		"value": value,
		"ports": fields.list_at(value, ["ports"]),
		"peers": fields.list_at(value, [direction.peers]),
		"peers_field": direction.peers,
	}
}

# What a wide rule does.
verb(rule) := "pods may connect to" if {
	rule.direction == "egress"
} else := "pods may be reached from"
