package seawall.workload.image_tag

import data.lib.seawall.images
import data.lib.seawall.report

violation contains report.at(use.path, [], sprintf("image %s has %s", [use.image, tags[use.parts.tag]])) if {
	some use in images.used
	use.parts.digest == ""
}

tags := {"": "no tag, which means latest", "latest": "the tag latest"}
