package seawall.workload.system_priority

import data.lib.seawall.manifest
import data.lib.seawall.pods
import data.lib.seawall.report

violation contains report.at(pod.path, ["priorityClassName"], sprintf("priorityClassName is %s", [class])) if {
	not manifest.namespace == "kube-system"
	some pod in pods.pods
	class := pod.spec.priorityClassName
	startswith(class, "system-")
}
