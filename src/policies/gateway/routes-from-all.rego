package seawall.gateway.routes_from_all

import data.lib.seawall.fields
import data.lib.seawall.manifest
import data.lib.seawall.report

gateway := manifest.root if manifest.group_kind == "gateway.networking.k8s.io/Gateway"

violation contains report.at(["spec", "listeners", index], ["allowedRoutes", "namespaces", "from"], message) if {
	some index, listener in fields.list_at(gateway, ["spec", "listeners"])
	listener.allowedRoutes.namespaces.from == "All"
	message := sprintf("listener %v takes routes from all namespaces", [object.get(listener, "name", index)])
}
