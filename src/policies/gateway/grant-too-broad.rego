package seawall.gateway.grant_too_broad

import data.lib.seawall.fields
import data.lib.seawall.manifest
import data.lib.seawall.report

grant := manifest.root if manifest.group_kind == "gateway.networking.k8s.io/ReferenceGrant"

# Each namespace once, in the order of the grant.
origins := [name |
	some index, entry in fields.list_at(grant, ["spec", "from"])
	name := entry.namespace
	name != ""
	earlier := {other.namespace | some other in array.slice(fields.list_at(grant, ["spec", "from"]), 0, index)}
	not name in earlier
]

from := "elsewhere" if {
	count(origins) == 0
} else := concat(", ", origins)

broad contains {"index": index, "kind": kind} if {
	some index, target in fields.list_at(grant, ["spec", "to"])
	kind := fields.text_at(target, ["kind"])
	fields.text_or_empty(target, ["name"]) == ""
}

message(target) := sprintf("every %s may be used from %s", [target.kind, from])

violation contains report.graded("medium", ["spec", "to", target.index], [], message(target)) if {
	some target in broad
	target.kind == "Secret"
}

violation contains report.at(["spec", "to", target.index], [], message(target)) if {
	some target in broad
	target.kind != "Secret"
}
