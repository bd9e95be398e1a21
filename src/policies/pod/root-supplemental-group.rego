package seawall.pod.root_supplemental_group

import data.lib.seawall.fields
import data.lib.seawall.pods
import data.lib.seawall.report

violation contains report.at(pod.path, ["securityContext", "supplementalGroups", index], "supplementalGroups contains 0") if {
	some pod in pods.pods
	some index, group in fields.list_at(pod.spec, ["securityContext", "supplementalGroups"])
	group == 0
}

violation contains report.at(pod.path, ["securityContext", "fsGroup"], "fsGroup is 0") if {
	some pod in pods.pods
	pod.spec.securityContext.fsGroup == 0
}
