package seawall.pod.host_pid

import data.lib.seawall.pods
import data.lib.seawall.report

violation contains report.at(pod.path, ["hostPID"], "hostPID is true") if {
	some pod in pods.pods
	pod.spec.hostPID == true
}
