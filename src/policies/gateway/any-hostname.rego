package seawall.gateway.any_hostname

import data.lib.seawall.fields
import data.lib.seawall.manifest
import data.lib.seawall.report

gateway := manifest.root if manifest.group_kind == "gateway.networking.k8s.io/Gateway"

# Listeners that choose by the name that the client asks for.
listeners contains {"index": index, "name": object.get(listener, "name", index), "hostname": hostname} if {
	some index, listener in fields.list_at(gateway, ["spec", "listeners"])
	listener.protocol in {"HTTP", "HTTPS", "TLS"}
	hostname := fields.text_or_empty(listener, ["hostname"])
}

violation contains report.at(["spec", "listeners", listener.index, "hostname"], [], message) if {
	some listener in listeners
	listener.hostname == ""
	message := sprintf("listener %v has no hostname", [listener.name])
}

violation contains report.graded("info", ["spec", "listeners", listener.index, "hostname"], [], message) if {
	some listener in listeners
	startswith(listener.hostname, "*")
	message := sprintf("listener %v listens for %s", [listener.name, listener.hostname])
}
