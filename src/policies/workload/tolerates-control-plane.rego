package seawall.workload.tolerates_control_plane

import data.lib.seawall.fields
import data.lib.seawall.manifest
import data.lib.seawall.pods
import data.lib.seawall.report

found contains {"path": array.concat(pod.path, ["tolerations", index]), "what": what(toleration)} if {
	some pod in pods.pods
	some index, toleration in fields.list_at(pod.spec, ["tolerations"])
}

what(toleration) := "every taint" if {
	toleration.operator == "Exists"
	object.get(toleration, "key", "") == ""
} else := sprintf("the taint %s", [toleration.key]) if {
	toleration.key in {"node-role.kubernetes.io/control-plane", "node-role.kubernetes.io/master"}
}

violation contains report.at(entry.path, [], sprintf("the pod tolerates %s", [entry.what])) if {
	some entry in found
	manifest.kind != "DaemonSet"
}

violation contains report.graded("low", entry.path, [], sprintf("the pod tolerates %s", [entry.what])) if {
	some entry in found
	manifest.kind == "DaemonSet"
}
