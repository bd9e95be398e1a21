package seawall.rbac.misplaced_identity

import data.lib.seawall.bindings
import data.lib.seawall.report

# Groups that Kubernetes itself puts its users into.
groups := `^system:(?:masters|authenticated|unauthenticated|nodes|bootstrappers|monitoring|serviceaccounts(?::.*)?)$`

violation contains report.at(["subjects", index, "name"], [], message) if {
	some index, subject in bindings.subjects
	subject.kind == "User"
	regex.match(groups, subject.name)
	message := sprintf("%s is a group, and no user has that name", [subject.name])
}

violation contains report.at(["subjects", index, "name"], [], message) if {
	some index, subject in bindings.subjects
	subject.kind == "Group"
	is_user(subject.name)
	message := sprintf("%s is a user, and no group has that name", [subject.name])
}

is_user("system:anonymous")

is_user(name) if bindings.account_of(name)

is_user(name) if regex.match(`^system:node:.+$`, name)
