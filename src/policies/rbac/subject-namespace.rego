package seawall.rbac.subject_namespace

import data.lib.seawall.bindings
import data.lib.seawall.manifest
import data.lib.seawall.report

violation contains report.at(["subjects", index, "namespace"], [], message) if {
	manifest.kind == "RoleBinding"
	some index, subject in bindings.subjects
	subject.kind == "ServiceAccount"
	subject.name != ""
	subject.declared_namespace == ""
	message := sprintf("ServiceAccount %s is taken from the namespace of the binding", [subject.name])
}
