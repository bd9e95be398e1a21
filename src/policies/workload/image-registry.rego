package seawall.workload.image_registry

import data.lib.seawall.images
import data.lib.seawall.report
import data.lib.seawall.source

allowed := source.parameters("workload/image-registry").allowed

violation contains report.at(use.path, [], message) if {
	count(allowed) > 0
	some use in images.used
	not is_allowed(concat("/", [use.parts.registry, use.parts.repository]))
	message := sprintf("image %s comes from %s, which is not on the list", [use.image, use.parts.registry])
}

is_allowed(name) if name in allowed

is_allowed(name) if {
	some prefix in allowed
	startswith(name, concat("", [trim_suffix(prefix, "/"), "/"]))
}
