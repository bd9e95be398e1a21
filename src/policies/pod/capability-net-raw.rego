package seawall.pod.capability_net_raw

import data.lib.seawall.capabilities
import data.lib.seawall.pods
import data.lib.seawall.report

violation contains capabilities.found(entry) if {
	some entry in capabilities.added
	entry.name == "NET_RAW"
}

violation contains report.at(container.path, ["securityContext", "capabilities", "drop"], message) if {
	some container in pods.containers
	not capabilities.adds(container, "NET_RAW")
	not pods.is_windows(container.pod)
	not pods.is_privileged(container)
	not capabilities.drops(container, "NET_RAW")
	message := sprintf("container %s keeps the default capability NET_RAW", [container.name])
}
