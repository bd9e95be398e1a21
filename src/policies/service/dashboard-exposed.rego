package seawall.service.dashboard_exposed

import data.lib.seawall.report
import data.lib.seawall.services

violation contains report.at(["spec", "type"], [], sprintf("the dashboard is open as %s", [services.outside_type])) if {
	services.is_dashboard
	services.is_open
}
