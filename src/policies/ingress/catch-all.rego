package seawall.ingress.catch_all

import data.lib.seawall.fields
import data.lib.seawall.ingresses
import data.lib.seawall.report

violation contains report.at(["spec", "rules", index], [], "the rule has no host, so it takes every host") if {
	some index, rule in ingresses.rules
	is_object(rule)
	fields.text_or_empty(rule, ["host"]) == ""
}

violation contains report.at(["spec", field], [], sprintf("%s takes everything that no rule takes", [field])) if {
	some field in ["defaultBackend", "backend"]
	fields.is_set(ingresses.ingress, ["spec", field])
}
