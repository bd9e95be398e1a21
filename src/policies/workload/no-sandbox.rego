package seawall.workload.no_sandbox

import data.lib.seawall.pods
import data.lib.seawall.report

violation contains report.at(pod.path, ["runtimeClassName"], "runtimeClassName is not set") if {
	some pod in pods.pods
	not pod.spec.runtimeClassName
	not pods.is_windows(pod)
}
