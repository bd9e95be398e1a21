package seawall.workload.host_aliases

import data.lib.seawall.fields
import data.lib.seawall.pods
import data.lib.seawall.report

violation contains report.at(pod.path, ["hostAliases", index], message) if {
	some pod in pods.pods
	some index, alias in fields.list_at(pod.spec, ["hostAliases"])
	names := fields.list_at(alias, ["hostnames"])
	message := sprintf("%s %s %s", [concat(", ", names), verb(names), fields.shown(alias, "ip")])
}

verb(names) := "is" if {
	count(names) == 1
} else := "are"
