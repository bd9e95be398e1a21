package seawall.pod.security_context_missing

import data.lib.seawall.pods
import data.lib.seawall.report

violation contains report.at(container.path, ["securityContext"], message) if {
	some container in pods.containers
	not has_context(container.spec)
	not has_context(container.pod.spec)
	message := sprintf("neither container %s nor its pod has a securityContext", [container.name])
}

has_context(spec) if is_object(spec.securityContext)
