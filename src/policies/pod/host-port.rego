package seawall.pod.host_port

import data.lib.seawall.fields
import data.lib.seawall.pods
import data.lib.seawall.report

violation contains report.at(container.path, ["ports", index, "hostPort"], message) if {
	some container in pods.containers
	not container.pod.spec.hostNetwork == true
	some index, port in fields.list_at(container.spec, ["ports"])
	port.hostPort != 0
	message := sprintf("container %s takes port %v of the node", [container.name, port.hostPort])
}
