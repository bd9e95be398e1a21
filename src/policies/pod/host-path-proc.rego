package seawall.pod.host_path_proc

import data.lib.seawall.host_paths
import data.lib.seawall.report

violation contains host_paths.at(place) if {
	some place in kernel_folders
	place.is_writable
}

violation contains report.graded("medium", place.field, [], host_paths.message(place)) if {
	some place in kernel_folders
	not place.is_writable
}

kernel_folders contains place if {
	some place in host_paths.found
	place.group == "proc"
}
