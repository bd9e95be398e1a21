package seawall.workload.control_plane_affinity

import data.lib.seawall.fields
import data.lib.seawall.manifest
import data.lib.seawall.pods
import data.lib.seawall.report

keys := {"node-role.kubernetes.io/control-plane", "node-role.kubernetes.io/master"}

required := "requiredDuringSchedulingIgnoredDuringExecution"

preferred := "preferredDuringSchedulingIgnoredDuringExecution"

violation contains report.at(pod.path, steps, sprintf("nodeAffinity asks for nodes with %s", [expression.key])) if {
	not manifest.namespace == "kube-system"
	some pod in pods.pods
	some index, term in fields.list_at(pod.spec, ["affinity", "nodeAffinity", required, "nodeSelectorTerms"])
	some number, expression in fields.list_at(term, ["matchExpressions"])
	is_wanted(expression)
	steps := ["affinity", "nodeAffinity", required, "nodeSelectorTerms", index, "matchExpressions", number]
}

violation contains report.graded("low", pod.path, steps, sprintf("nodeAffinity prefers nodes with %s", [expression.key])) if {
	not manifest.namespace == "kube-system"
	some pod in pods.pods
	some index, term in fields.list_at(pod.spec, ["affinity", "nodeAffinity", preferred])
	some number, expression in fields.list_at(term, ["preference", "matchExpressions"])
	is_wanted(expression)
	steps := ["affinity", "nodeAffinity", preferred, index, "preference", "matchExpressions", number]
}

# A node of the control plane meets it, and others do not.
is_wanted(expression) if {
	expression.key in keys
	expression.operator in {"In", "Exists"}
}
