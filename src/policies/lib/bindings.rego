# Bindings of roles, of a namespace and of the cluster.
package lib.seawall.bindings

import data.lib.seawall.fields
import data.lib.seawall.manifest

binding := manifest.root if {
	manifest.group == "rbac.authorization.k8s.io"
	manifest.kind in {"RoleBinding", "ClusterRoleBinding"}
}

# The namespace that a service account is taken from; users and groups have none.
home(subject) := fields.text_or_empty(subject, ["namespace"]) if {
	subject.kind == "ServiceAccount"
	fields.is_set(subject, ["namespace"])
} else := own_namespace if {
	subject.kind == "ServiceAccount"
} else := ""

own_namespace := manifest.namespace if {
	manifest.kind == "RoleBinding"
} else := ""

subjects := [subject |
	some entry in fields.list_at(binding, ["subjects"])
	subject := {
		"kind": fields.text_or_empty(entry, ["kind"]),
		"name": fields.text_or_empty(entry, ["name"]),
		"home": home(entry),
		"group": fields.text_or_empty(entry, ["apiGroup"]),
		"declared_namespace": fields.text_or_empty(entry, ["namespace"]),
	}
]

# Namespace and name of the service account that a user stands for.
account_of(user) := array.slice(parts, 2, 4) if {
	parts := split(user, ":")
	count(parts) == 4
	array.slice(parts, 0, 2) == ["system", "serviceaccount"]
	parts[2] != ""
	parts[3] != ""
}
