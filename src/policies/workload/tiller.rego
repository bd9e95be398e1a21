package seawall.workload.tiller

import data.lib.seawall.images
import data.lib.seawall.report

violation contains report.at(use.path, [], sprintf("container %s is Tiller", [use.container.name])) if {
	some use in images.used
	images.last_name(use.parts) == "tiller"
}
