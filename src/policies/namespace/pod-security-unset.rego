package seawall.namespace.pod_security_unset

import data.lib.seawall.manifest
import data.lib.seawall.namespaces
import data.lib.seawall.report

violation contains report.at(["metadata", "labels", "pod-security.kubernetes.io/enforce"], [], message) if {
	namespaces.is_namespace
	not manifest.name in namespaces.system
	not namespaces.level("enforce")
}

softer := [mode | some mode in ["warn", "audit"]; namespaces.level(mode)]

message := "no Pod Security label is set" if {
	count(softer) == 0
} else := sprintf("only %s is set, and nothing is refused", softer) if {
	count(softer) == 1
} else := "only warn and audit are set, and nothing is refused"
