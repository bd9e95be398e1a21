package seawall.mesh.istio_plain_text

import data.lib.seawall.fields
import data.lib.seawall.manifest
import data.lib.seawall.report

authentication := manifest.root if manifest.group_kind == "security.istio.io/PeerAuthentication"

mode := authentication.spec.mtls.mode

violation contains report.at(["spec", "mtls", "mode"], [], "the mode is PERMISSIVE") if mode == "PERMISSIVE"

violation contains report.graded("high", ["spec", "mtls", "mode"], [], "the mode is DISABLE") if mode == "DISABLE"

violation contains report.at(["spec", "portLevelMtls", port, "mode"], [], message) if {
	some port, setting in fields.record_at(authentication, ["spec", "portLevelMtls"])
	setting.mode in {"PERMISSIVE", "DISABLE"}
	message := sprintf("the mode of port %s is %s", [port, setting.mode])
}
