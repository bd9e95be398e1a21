package seawall.namespace.pod_security_label_invalid

import data.lib.seawall.manifest
import data.lib.seawall.namespaces
import data.lib.seawall.report

prefix := "pod-security.kubernetes.io/"

violation contains report.at(["metadata", "labels", key], [], sprintf("%s cannot be %s", [key, value])) if {
	some key, value in labels
	is_mode(key)
	not regex.match(allowed(key), value)
}

violation contains report.at(["metadata", "labels", key], [], sprintf("there is no label %s", [key])) if {
	some key, _ in labels
	not is_mode(key)
}

labels[key] := value if {
	namespaces.is_namespace
	some key, value in manifest.labels
	startswith(key, prefix)
}

is_mode(key) if regex.match(`^(?:enforce|audit|warn)(?:-version)?$`, trim_prefix(key, prefix))

allowed(key) := `^(?:latest|v1\.\d{1,3})$` if {
	endswith(key, "-version")
} else := `^(?:privileged|baseline|restricted)$`
