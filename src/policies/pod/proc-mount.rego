package seawall.pod.proc_mount

import data.lib.seawall.pods
import data.lib.seawall.report
import data.lib.seawall.source

violation contains report.at(container.path, ["securityContext", "procMount"], message) if {
	some container in pods.containers
	mount := container.spec.securityContext.procMount
	mount != "Default"
	not is_harmless(container.pod)
	message := sprintf("procMount of container %s is %s", [container.name, mount])
}

# From 1.35 on pods with their own user namespace may unmask it.
is_harmless(pod) if {
	source.minor >= 35
	pods.has_user_namespace(pod)
}
