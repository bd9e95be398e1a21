package seawall.network_policy.any_address

import data.lib.seawall.fields
import data.lib.seawall.network_rules
import data.lib.seawall.report

# The API server counts the prefix alone: 10.0.0.0/0 is every address, too.
violation contains report.at(rule.path, [rule.peers_field, index, "ipBlock", "cidr"], message) if {
	some rule in network_rules.rules
	some index, peer in rule.peers
	count(fields.list_at(peer, ["ipBlock", "except"])) == 0
	family := family_of(fields.text_at(peer, ["ipBlock", "cidr"]))
	message := sprintf("%s every %s address", [network_rules.verb(rule), family])
}

family_of(range) := "IPv4" if {
	regex.match(`^\d+\.\d+\.\d+\.\d+/0+$`, range)
	every part in split(split(range, "/")[0], ".") {
		to_number(part) < 256
	}
}

# The prefix that maps IPv4 into IPv6.
family_of(range) := "IPv4" if {
	regex.match(`(?i)^(?:::|0:0:0:0:0:)ffff:[0-9a-f.:]+/0*96$`, range)
	net.cidr_is_valid(range)
}

family_of(range) := "IPv6" if {
	contains(range, ":")
	regex.match(`/0+$`, range)
	net.cidr_is_valid(concat("", [split(range, "/")[0], "/0"]))
}
