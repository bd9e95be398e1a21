package seawall.pod.host_path_kubernetes

import data.lib.seawall.components
import data.lib.seawall.host_paths
import data.lib.seawall.manifest

violation contains host_paths.at(place) if {
	some place in host_paths.found
	place.group == "kubernetes"
	not is_control_plane
}

# The control plane itself runs from static pods that mount their own certificates.
is_control_plane if {
	manifest.namespace == "kube-system"
	count(components.started) > 0
}
