package seawall.service.external_ips

import data.lib.seawall.fields
import data.lib.seawall.report
import data.lib.seawall.services

violation contains report.at(["spec", "externalIPs"], [], sprintf("traffic to %s ends here", [concat(", ", addresses)])) if {
	addresses := fields.list_at(services.service, ["spec", "externalIPs"])
	count(addresses) > 0
}
