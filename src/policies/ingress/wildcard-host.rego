package seawall.ingress.wildcard_host

import data.lib.seawall.fields
import data.lib.seawall.ingresses
import data.lib.seawall.report

violation contains report.at(["spec", "rules", index, "host"], [], sprintf("the host is %s", [host])) if {
	some index, rule in ingresses.rules
	host := fields.text_at(rule, ["host"])
	startswith(host, "*")
}
