package seawall.mesh.istio_tls_disabled

import data.lib.seawall.fields
import data.lib.seawall.manifest
import data.lib.seawall.report

rule := manifest.root if manifest.group_kind == "networking.istio.io/DestinationRule"

host := found if {
	found := fields.text_at(rule, ["spec", "host"])
} else := "its host"

# TLS is set for the host, for some of its ports, and for its subsets in the same ways.
policies contains ["spec", "trafficPolicy"] if rule

policies contains ["spec", "subsets", index, "trafficPolicy"] if some index, _ in fields.list_at(rule, ["spec", "subsets"])

settings contains array.concat(policy, ["tls"]) if some policy in policies

settings contains array.concat(policy, ["portLevelSettings", index, "tls"]) if {
	some policy in policies
	some index, _ in fields.list_at(rule, array.concat(policy, ["portLevelSettings"]))
}

violation contains report.at(setting, ["mode"], sprintf("traffic to %s is sent in clear", [host])) if {
	some setting in settings
	fields.text_at(rule, array.concat(setting, ["mode"])) == "DISABLE"
}

violation contains report.at(setting, ["insecureSkipVerify"], sprintf("certificates of %s are not checked", [host])) if {
	some setting in settings
	object.get(rule, array.concat(setting, ["insecureSkipVerify"]), false) == true
}
