package seawall.service.database_exposed

import data.lib.seawall.report
import data.lib.seawall.services

violation contains report.at(["spec", "ports", index], [], message) if {
	services.is_open
	some index, port in services.ports
	found := services.product(port, services.databases)
	message := sprintf("port %v (%s) is open as %s", [found.number, found.name, services.outside_type])
}
