package seawall.pod.mount_propagation

import data.lib.seawall.fields
import data.lib.seawall.pods
import data.lib.seawall.report

violation contains report.at(container.path, ["volumeMounts", index, "mountPropagation"], message) if {
	some container in pods.containers
	some index, mount in fields.list_at(container.spec, ["volumeMounts"])
	mount.mountPropagation == "Bidirectional"
	message := sprintf("container %s passes mounts in %s on to the node", [container.name, fields.shown(mount, "mountPath")])
}
