package seawall.workload.readiness_probe

import data.lib.seawall.pods
import data.lib.seawall.report

violation contains report.at(container.path, ["readinessProbe"], sprintf("container %s has no readiness probe", [container.name])) if {
	some container in pods.containers
	pods.is_service(container)
	not container.spec.readinessProbe
}
