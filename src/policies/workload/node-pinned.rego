package seawall.workload.node_pinned

import data.lib.seawall.fields
import data.lib.seawall.manifest
import data.lib.seawall.pods
import data.lib.seawall.report

# Mirror pods and pods of a cluster have been placed; only what asks for it is meant.
violation contains report.at(pod.path, ["nodeName"], sprintf("nodeName is %s", [name])) if {
	some pod in pods.pods
	name := pod.spec.nodeName
	name != ""
	not manifest.root.status
}

violation contains report.at(pod.path, ["nodeSelector", key], sprintf("nodeSelector asks for %s", [key])) if {
	some pod in pods.pods
	some key, _ in fields.record_at(pod.spec, ["nodeSelector"])
	key in {"node-role.kubernetes.io/control-plane", "node-role.kubernetes.io/master"}
}
