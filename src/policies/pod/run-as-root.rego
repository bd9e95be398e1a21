package seawall.pod.run_as_root

import data.lib.seawall.pods
import data.lib.seawall.report

violation contains report.at(user.path, [], sprintf("container %s runs as user 0%s", [container.name, where(user.level)])) if {
	some container in pods.containers
	not pods.is_windows(container.pod)
	user := pods.setting(container, "runAsUser")
	user.value == 0
}

where(level) := ", set by the pod" if {
	level == "pod"
} else := ""
