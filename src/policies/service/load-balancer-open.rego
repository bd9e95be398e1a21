package seawall.service.load_balancer_open

import data.lib.seawall.fields
import data.lib.seawall.report
import data.lib.seawall.services

open_ranges := [[index, range] |
	some index, range in fields.list_at(services.service, ["spec", "loadBalancerSourceRanges"])
	services.is_everybody(range)
]

violation contains report.at(["spec", "loadBalancerSourceRanges", index], [], sprintf("the source range %s is everyone", [range])) if {
	services.outside_type == "LoadBalancer"
	[index, range] := open_ranges[0]
}

# The dashboard and the API server have policies of their own, which say more.
violation contains report.at(["spec", "type"], [], "the load balancer has no source ranges") if {
	services.outside_type == "LoadBalancer"
	count(open_ranges) == 0
	not services.is_internal
	not services.has_source_ranges
	not services.is_dashboard
	not services.is_api_server
}
