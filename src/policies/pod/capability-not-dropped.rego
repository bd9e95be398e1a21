package seawall.pod.capability_not_dropped

import data.lib.seawall.fields
import data.lib.seawall.pods
import data.lib.seawall.report

violation contains report.at(container.path, ["securityContext", "capabilities", "drop"], message) if {
	some container in pods.containers
	not pods.is_windows(container.pod)
	not pods.is_privileged(container)
	not drops_all(container)
	message := sprintf("container %s does not drop ALL capabilities", [container.name])
}

drops_all(container) if {
	some name in fields.list_at(container.spec, ["securityContext", "capabilities", "drop"])
	upper(name) == "ALL"
}
