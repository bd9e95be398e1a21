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
	}
]
