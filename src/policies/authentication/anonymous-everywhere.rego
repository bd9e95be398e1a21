package seawall.authentication.anonymous_everywhere

import data.lib.seawall.fields
import data.lib.seawall.manifest
import data.lib.seawall.report

violation contains report.at(["anonymous", "enabled"], [], "anonymous is enabled without conditions") if {
	manifest.group_kind == "apiserver.config.k8s.io/AuthenticationConfiguration"
	manifest.root.anonymous.enabled == true
	count(fields.list_at(manifest.root, ["anonymous", "conditions"])) == 0
}
