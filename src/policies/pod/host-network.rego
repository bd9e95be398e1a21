package seawall.pod.host_network

import data.lib.seawall.pods
import data.lib.seawall.report

violation contains report.at(pod.path, ["hostNetwork"], "hostNetwork is true") if {
	some pod in pods.pods
	pod.spec.hostNetwork == true
}
