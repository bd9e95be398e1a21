package seawall.mesh.istio_weak_tls

import data.lib.seawall.fields
import data.lib.seawall.manifest
import data.lib.seawall.report

gateway := manifest.root if manifest.group_kind == "networking.istio.io/Gateway"

versions := {"TLSV1_0": "1.0", "TLSV1_1": "1.1"}

messages := {
	"minProtocolVersion": "clients may use TLS %s",
	"maxProtocolVersion": "no client may use more than TLS %s",
}

violation contains report.at(["spec", "servers", index, "tls", field], [], sprintf(message, [version])) if {
	some index, server in fields.list_at(gateway, ["spec", "servers"])
	some field, message in messages
	version := versions[server.tls[field]]
}
