package seawall.mesh.linkerd_any_identity

import data.lib.seawall.fields
import data.lib.seawall.manifest
import data.lib.seawall.report

policy := manifest.root if {
	manifest.group == "policy.linkerd.io"
	manifest.kind in {"MeshTLSAuthentication", "ServerAuthorization"}
}

violation contains report.at(path, [index], "every identity of the mesh is authorized") if {
	some path in [["spec", "identities"], ["spec", "client", "meshTLS", "identities"]]
	index := [position | some position, identity in fields.list_at(policy, path); identity == "*"][0]
}
