package seawall.workload.docker_in_docker

import data.lib.seawall.images
import data.lib.seawall.report

violation contains report.at(use.path, [], sprintf("container %s runs %s", [use.container.name, use.image])) if {
	some use in images.used
	is_daemon(use.parts)
}

is_daemon(parts) if images.last_name(parts) == "dind"

is_daemon(parts) if {
	images.last_name(parts) == "docker"
	regex.match(`(?:^|-)dind(?:-|$)`, parts.tag)
}
