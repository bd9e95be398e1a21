package seawall.rbac.role_ref_group

import data.lib.seawall.bindings
import data.lib.seawall.fields
import data.lib.seawall.report

violation contains report.at(["roleRef", "apiGroup"], [], message) if {
	group := fields.text_at(bindings.binding, ["roleRef", "apiGroup"])
	not group in {"", "rbac.authorization.k8s.io"}
	message := sprintf("roles are of the group rbac.authorization.k8s.io, not of %s", [group])
}
