package seawall.pod.host_path_runtime_socket

import data.lib.seawall.host_paths
import data.lib.seawall.report

violation contains report.at(place.field, [], sprintf("volume %s is %s of the node", [place.volume, place.path])) if {
	some place in host_paths.found
	place.group == "socket"
}
