package seawall.pod.host_users

import data.lib.seawall.pods
import data.lib.seawall.report

# The API server refuses user namespaces for pods that share namespaces of the node.
violation contains report.at(pod.path, ["hostUsers"], message(pod)) if {
	some pod in pods.pods
	not pods.has_user_namespace(pod)
	every field in ["hostNetwork", "hostPID", "hostIPC"] {
		not pod.spec[field] == true
	}
	not pods.is_windows(pod)
}

message(pod) := "hostUsers is true" if {
	pod.spec.hostUsers == true
} else := "hostUsers is not set, which means true"
