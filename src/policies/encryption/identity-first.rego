package seawall.encryption.identity_first

import data.lib.seawall.encryption
import data.lib.seawall.report

violation contains report.at(["resources", index, "providers", 0], [], message) if {
	some index, entry in encryption.entries
	entry.providers[0].kind == "identity"
	others := [provider.kind | some provider in array.slice(entry.providers, 1, count(entry.providers))]
	is_meant(entry.resources, others)
	message := sprintf("%s are written in clear%s", [concat(", ", entry.resources), although(others)])
}

is_meant(_, others) if count(others) > 0

# Configuration for what needs no encryption is no mistake.
is_meant(resources, _) if {
	some name in resources
	regex.match(`^(?:secrets|\*)`, name)
}

although(others) := "" if {
	count(others) == 0
} else := sprintf(", although %s is set up", others) if {
	count(others) == 1
} else := sprintf(", although %s are set up", [concat(" and ", others)])
