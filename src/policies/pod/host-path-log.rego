package seawall.pod.host_path_log

import data.lib.seawall.host_paths
import data.lib.seawall.report

violation contains host_paths.at(place) if {
	some place in log_folders
	not place.is_writable
}

violation contains report.graded("high", place.field, [], host_paths.message(place)) if {
	some place in log_folders
	place.is_writable
}

log_folders contains place if {
	some place in host_paths.found
	place.group == "log"
}
