package seawall.pod.low_user_id

import data.lib.seawall.pods
import data.lib.seawall.report
import data.lib.seawall.source

minimum := source.parameters("pod/low-user-id").minimum

violation contains report.at(user.path, [], message) if {
	some container in pods.containers
	not pods.is_windows(container.pod)
	user := pods.setting(container, "runAsUser")
	user.value != 0
	user.value < minimum
	message := sprintf("container %s runs as user %v, below %v", [container.name, user.value, minimum])
}
