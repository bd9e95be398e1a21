package seawall.rbac.account_as_user

import data.lib.seawall.bindings
import data.lib.seawall.report

violation contains report.at(["subjects", index, "name"], [], message) if {
	some index, subject in bindings.subjects
	subject.kind == "User"
	[namespace, name] := bindings.account_of(subject.name)
	message := sprintf("user %s is the service account %s of namespace %s", [subject.name, name, namespace])
}
