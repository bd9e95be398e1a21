package seawall.ingress.dashboard_exposed

import data.lib.seawall.fields
import data.lib.seawall.ingresses
import data.lib.seawall.report
import data.lib.seawall.services

backends contains ["spec", field] if {
	some field in ["defaultBackend", "backend"]
}

backends contains ["spec", "rules", index, "http", "paths", number, "backend"] if {
	some index, rule in ingresses.rules
	some number, _ in fields.list_at(rule, ["http", "paths"])
}

# The first version of Ingress wrote serviceName.
violation contains report.at(backend, steps, sprintf("%s is open through this Ingress", [name])) if {
	some backend in backends
	steps := [path |
		some path in [["serviceName"], ["service", "name"]]
		fields.text_at(ingresses.ingress, array.concat(backend, path))
	][0]
	name := fields.text_at(ingresses.ingress, array.concat(backend, steps))
	services.leads_to_dashboard(name)
}
