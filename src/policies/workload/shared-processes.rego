package seawall.workload.shared_processes

import data.lib.seawall.pods
import data.lib.seawall.report

violation contains report.at(pod.path, ["shareProcessNamespace"], "shareProcessNamespace is true") if {
	some pod in pods.pods
	pod.spec.shareProcessNamespace == true
}
