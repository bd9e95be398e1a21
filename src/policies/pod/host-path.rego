package seawall.pod.host_path

import data.lib.seawall.host_paths
import data.lib.seawall.report

violation contains host_paths.at(place) if {
	some place in other_places
	place.is_writable
}

violation contains report.graded("low", place.field, [], host_paths.message(place)) if {
	some place in other_places
	not place.is_writable
}

other_places contains place if {
	some place in host_paths.found
	place.group == "other"
}
