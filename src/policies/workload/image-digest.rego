package seawall.workload.image_digest

import data.lib.seawall.images
import data.lib.seawall.report

violation contains report.at(use.path, [], sprintf("image %s has no digest", [use.image])) if {
	some use in images.used
	use.parts.digest == ""
	not images.is_latest(use.parts)
}
