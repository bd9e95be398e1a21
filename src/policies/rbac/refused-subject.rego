package seawall.rbac.refused_subject

import data.lib.seawall.bindings
import data.lib.seawall.manifest
import data.lib.seawall.report

# https://github.com/kubernetes/kubernetes/blob/v1.35.0/pkg/apis/rbac/validation/validation.go (ValidateRoleBindingSubject)
violation contains report.at(["subjects", index, "apiGroup"], [], message) if {
	some index, subject in bindings.subjects
	subject.kind == "ServiceAccount"
	subject.group != ""
	message := sprintf("ServiceAccount %s has the apiGroup %s; a service account has none", [subject.name, subject.group])
}

violation contains report.at(["subjects", index, "namespace"], [], message) if {
	manifest.kind == "ClusterRoleBinding"
	some index, subject in bindings.subjects
	subject.kind == "ServiceAccount"
	subject.group == ""
	subject.declared_namespace == ""
	subject.name != ""
	message := sprintf("ServiceAccount %s has no namespace, and a ClusterRoleBinding has none to lend", [subject.name])
}

violation contains report.at(["subjects", index, "apiGroup"], [], message) if {
	some index, subject in bindings.subjects
	subject.kind in {"User", "Group"}
	not subject.group in {"", "rbac.authorization.k8s.io"}
	message := sprintf("%s %s has the apiGroup %s in place of rbac.authorization.k8s.io", [
		subject.kind,
		subject.name,
		subject.group,
	])
}
