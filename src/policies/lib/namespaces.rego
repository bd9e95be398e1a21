# Namespaces and their labels of Pod Security admission.
package lib.seawall.namespaces

import data.lib.seawall.manifest

is_namespace if manifest.group_kind == "/Namespace"

# Namespaces that come with the cluster; what happens in them is up to its distribution.
system := {"kube-system", "kube-public", "kube-node-lease"}

level(mode) := value if {
	is_namespace
	value := manifest.labels[concat("", ["pod-security.kubernetes.io/", mode])]
	is_string(value)
}
