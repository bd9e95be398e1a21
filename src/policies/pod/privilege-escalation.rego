package seawall.pod.privilege_escalation

import data.lib.seawall.pods
import data.lib.seawall.report

violation contains report.at(container.path, ["securityContext", "allowPrivilegeEscalation"], message) if {
	some container in pods.containers
	not pods.is_windows(container.pod)
	not container.spec.securityContext.allowPrivilegeEscalation == false
	message := sprintf("allowPrivilegeEscalation of container %s %s", [container.name, state(container)])
}

state(container) := "is true" if {
	container.spec.securityContext.allowPrivilegeEscalation == true
} else := "is not set, which means true"
