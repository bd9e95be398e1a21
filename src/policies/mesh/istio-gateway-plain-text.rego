package seawall.mesh.istio_gateway_plain_text

import data.lib.seawall.fields
import data.lib.seawall.manifest
import data.lib.seawall.report

gateway := manifest.root if manifest.group_kind == "networking.istio.io/Gateway"

violation contains report.at(["spec", "servers", index, "port", "protocol"], [], message) if {
	some index, server in fields.list_at(gateway, ["spec", "servers"])
	protocol := fields.text_at(server, ["port", "protocol"])
	upper(protocol) in {"HTTP", "HTTP2", "GRPC", "GRPC-WEB"}
	not server.tls.httpsRedirect == true
	message := sprintf("%s is served over %s in clear", [named(fields.list_at(server, ["hosts"])), protocol])
}

named(hosts) := "the server" if {
	count(hosts) == 0
} else := concat(", ", hosts)
