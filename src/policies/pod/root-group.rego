package seawall.pod.root_group

import data.lib.seawall.pods
import data.lib.seawall.report

violation contains report.at(group.path, [], sprintf("container %s runs with group 0", [container.name])) if {
	some container in pods.containers
	not pods.is_windows(container.pod)
	group := pods.setting(container, "runAsGroup")
	group.value == 0
}
