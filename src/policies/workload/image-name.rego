package seawall.workload.image_name

import data.lib.seawall.images
import data.lib.seawall.pods
import data.lib.seawall.report

violation contains report.at(container.path, ["image"], sprintf(`"%s" is no image name`, [image])) if {
	some container in pods.containers
	image := container.spec.image
	is_string(image)
	image != ""
	not images.parse(image)
	not contains(image, "$")
	not contains(image, "{{")
}
