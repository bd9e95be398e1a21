package seawall.pod.host_ipc

import data.lib.seawall.pods
import data.lib.seawall.report

violation contains report.at(pod.path, ["hostIPC"], "hostIPC is true") if {
	some pod in pods.pods
	pod.spec.hostIPC == true
}
