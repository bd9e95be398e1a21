package seawall.service.external_name

import data.lib.seawall.fields
import data.lib.seawall.report
import data.lib.seawall.services

target := fields.text_or_empty(services.service, ["spec", "externalName"]) if services.service.spec.type == "ExternalName"

violation contains report.graded("high", ["spec", "externalName"], [], message) if {
	is_inward
	message := sprintf("the service is a name for %s", [target])
}

violation contains report.graded("low", ["spec", "externalName"], [], message) if {
	not is_inward
	is_elsewhere
	message := sprintf("the service is a name for %s, in another namespace", [target])
}

violation contains report.at(["spec", "externalName"], [], sprintf("the service is a name for %s", [target])) if {
	not is_inward
	not is_elsewhere
}

inward := `(?i)^(?:localhost|127\.|169\.254\.|0\.0\.0\.0|metadata\.google\.internal|kubernetes\.default|\[?::1)`

is_inward if regex.match(inward, target)

is_elsewhere if regex.match(`(?i)^[^.]+\.[^.]+\.svc(?:\.[a-z0-9.-]+)?$`, target)
