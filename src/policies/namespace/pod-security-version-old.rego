package seawall.namespace.pod_security_version_old

import data.lib.seawall.manifest
import data.lib.seawall.namespaces
import data.lib.seawall.report
import data.lib.seawall.source

releases := source.parameters("namespace/pod-security-version-old").releases

label := "pod-security.kubernetes.io/enforce-version"

violation contains report.at(["metadata", "labels", label], [], message) if {
	level := namespaces.level("enforce")
	level in {"baseline", "restricted"}
	minor := to_number(regex.find_all_string_submatch_n(`^v1\.(\d{1,3})$`, manifest.labels[label], 1)[0][1])
	behind := source.minor - minor
	behind > releases
	message := sprintf("%s is enforced as of v1.%d, %d releases behind the cluster", [level, minor, behind])
}
