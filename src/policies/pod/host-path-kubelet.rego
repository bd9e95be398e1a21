package seawall.pod.host_path_kubelet

import data.lib.seawall.host_paths

# Plugins meet the kubelet in these folders; they hold sockets and no secrets.
meeting_places := `^/var/lib/kubelet/(?:plugins|plugins_registry|device-plugins|pod-resources)(?:/|$)`

violation contains host_paths.at(place) if {
	some place in host_paths.found
	place.group == "kubelet"
	not regex.match(meeting_places, place.path)
}
