package seawall.pod.host_path_root

import data.lib.seawall.host_paths

violation contains host_paths.at(place) if {
	some place in host_paths.found
	place.group == "root"
}
