package seawall.mesh.istio_allows_all

import data.lib.seawall.fields
import data.lib.seawall.manifest
import data.lib.seawall.report

policy := manifest.root if manifest.group_kind == "security.istio.io/AuthorizationPolicy"

action := found if {
	found := fields.text_at(policy, ["spec", "action"])
} else := "ALLOW"

violation contains report.at(["spec", "rules", index], [], "an empty rule allows every request") if {
	action == "ALLOW"
	some index, rule in fields.list_at(policy, ["spec", "rules"])
	rule == {}
}
