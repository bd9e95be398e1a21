package seawall.namespace.pod_security_privileged

import data.lib.seawall.manifest
import data.lib.seawall.namespaces
import data.lib.seawall.report

violation contains report.at(["metadata", "labels", "pod-security.kubernetes.io/enforce"], [], "the enforced level is privileged") if {
	namespaces.level("enforce") == "privileged"
	not manifest.name in namespaces.system
}
