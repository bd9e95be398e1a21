package seawall.pod.windows_administrator

import data.lib.seawall.pods
import data.lib.seawall.report

violation contains report.at(options.path, ["runAsUserName"], sprintf("container %s runs as %s", [container.name, user])) if {
	some container in pods.containers
	options := pods.setting(container, "windowsOptions")
	user := options.value.runAsUserName
	regex.match(`(?i)^(?:.*\\)?containeradministrator$`, user)
}
