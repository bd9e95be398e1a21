package seawall.workload.terminal

import data.lib.seawall.pods
import data.lib.seawall.report

violation contains report.at(container.path, [field], sprintf("%s of container %s is true", [field, container.name])) if {
	some container in pods.containers
	container.kind != "ephemeral"
	some field in ["stdin", "tty"]
	container.spec[field] == true
}
