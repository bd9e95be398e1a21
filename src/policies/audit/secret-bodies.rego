package seawall.audit.secret_bodies

import data.lib.seawall.audit_rules
import data.lib.seawall.report

sensitive := [["", "secrets"], ["authentication.k8s.io", "tokenreviews"], ["", "serviceaccounts/token"]]

# The first of those that a rule decides about speaks for it.
violation contains report.at(["rules", index, "level"], [], message) if {
	some index, _ in audit_rules.rules
	level := audit_rules.level(index)
	level in {"Request", "RequestResponse"}
	resource := [name | some [group, name] in sensitive; audit_rules.deciding("create", group, name) == index][0]
	message := sprintf("%s are recorded at the level %s, with their content", [resource, level])
}
