package seawall.rbac.no_subjects

import data.lib.seawall.bindings
import data.lib.seawall.fields
import data.lib.seawall.report

violation contains report.at(["subjects"], [], sprintf("nobody is given %s", [role])) if {
	bindings.binding
	role := fields.text_or_empty(bindings.binding, ["roleRef", "name"])
	count(bindings.subjects) == 0
}
