package seawall.workload.ephemeral_container

import data.lib.seawall.pods
import data.lib.seawall.report

violation contains report.at(container.path, [], sprintf("ephemeral container %s", [container.name])) if {
	some container in pods.containers
	container.kind == "ephemeral"
}
