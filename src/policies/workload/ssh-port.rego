package seawall.workload.ssh_port

import data.lib.seawall.fields
import data.lib.seawall.pods
import data.lib.seawall.report

violation contains report.at(container.path, ["ports", index, "containerPort"], message) if {
	some container in pods.containers
	some index, port in fields.list_at(container.spec, ["ports"])
	port.containerPort == 22
	object.get(port, "protocol", "TCP") == "TCP"
	message := sprintf("container %s listens on port 22", [container.name])
}
