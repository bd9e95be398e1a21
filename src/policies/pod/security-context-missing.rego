package seawall.pod.security_context_missing

import data.lib.seawall.pods
import data.lib.seawall.report

violation contains report.at(container.path, ["securityContext"], message) if {
	some container in pods.containers
	not is_object(container.spec.securityContext)
	not is_object(container.pod.spec.securityContext)
	message := sprintf("neither container %s nor its pod has a securityContext", [container.name])
}
