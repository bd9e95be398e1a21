package seawall.pod.read_only_root

import data.lib.seawall.pods
import data.lib.seawall.report

violation contains report.at(container.path, ["securityContext", "readOnlyRootFilesystem"], message) if {
	some container in pods.containers
	container.kind != "ephemeral"
	not pods.is_windows(container.pod)
	not container.spec.securityContext.readOnlyRootFilesystem == true
	message := sprintf("the root file system of container %s is writable", [container.name])
}
