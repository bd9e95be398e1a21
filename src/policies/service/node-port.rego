package seawall.service.node_port

import data.lib.seawall.report
import data.lib.seawall.services

violation contains report.at(["spec", "type"], [], "the type is NodePort") if {
	services.outside_type == "NodePort"
	not services.is_api_server
	not services.is_dashboard
	not has_only_known_ports
}

# What has a policy of its own, which says more, is left to it.
has_only_known_ports if {
	count(services.ports) > 0
	every port in services.ports {
		services.product(port, object.union(services.databases, services.controls))
	}
}
