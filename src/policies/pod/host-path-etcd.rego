package seawall.pod.host_path_etcd

import data.lib.seawall.components
import data.lib.seawall.host_paths
import data.lib.seawall.manifest

violation contains host_paths.at(place) if {
	some place in host_paths.found
	place.group == "etcd"
	not is_etcd
}

is_etcd if {
	manifest.namespace == "kube-system"
	"etcd" in components.started
}
