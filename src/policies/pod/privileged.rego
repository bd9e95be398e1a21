package seawall.pod.privileged

import data.lib.seawall.pods
import data.lib.seawall.report

violation contains report.at(container.path, ["securityContext", "privileged"], message) if {
	some container in pods.containers
	pods.is_privileged(container)
	message := sprintf("container %s is privileged", [container.name])
}
