package seawall.workload.liveness_probe

import data.lib.seawall.pods
import data.lib.seawall.report

violation contains report.at(container.path, ["livenessProbe"], sprintf("container %s has no liveness probe", [container.name])) if {
	some container in pods.containers
	pods.is_service(container)
	not container.spec.livenessProbe
}
