package seawall.pod.run_as_non_root_unset

import data.lib.seawall.pods
import data.lib.seawall.report

violation contains report.at(non_root.path, [], message) if {
	some container in pods.containers
	not pods.is_windows(container.pod)
	pods.setting(container, "runAsUser").level == "default"
	non_root := pods.setting(container, "runAsNonRoot")
	not non_root.value == true
	message := sprintf("container %s may run as root: %s", [container.name, reason(non_root)])
}

reason(non_root) := "runAsNonRoot is false" if {
	non_root.value == false
} else := "neither runAsNonRoot nor runAsUser is set"
