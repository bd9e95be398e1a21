package seawall.audit.changes_unrecorded

import data.lib.seawall.audit_rules
import data.lib.seawall.report

important := [
	{"what": "reading Secrets", "verb": "get", "group": "", "resource": "secrets"},
	{"what": "commands in pods", "verb": "create", "group": "", "resource": "pods/exec"},
	{"what": "attaching to pods", "verb": "create", "group": "", "resource": "pods/attach"},
	{"what": "forwarding ports of pods", "verb": "create", "group": "", "resource": "pods/portforward"},
	{"what": "creating pods", "verb": "create", "group": "", "resource": "pods"},
	{"what": "granting roles", "verb": "create", "group": "rbac.authorization.k8s.io", "resource": "clusterrolebindings"},
]

violation contains report.at(["rules", index, "level"], [], sprintf("not recorded: %s", [concat(", ", missed)])) if {
	some index, _ in audit_rules.rules
	audit_rules.level(index) == "None"
	missed := [request.what | some request in important; deciding(request) == index]
	count(missed) > 0
}

violation contains report.at(["rules"], [], sprintf("not recorded, since no rule matches: %s", [concat(", ", missed)])) if {
	audit_rules.policy
	missed := [request.what | some request in important; not is_decided(request)]
	count(missed) > 0
}

deciding(request) := audit_rules.deciding(request.verb, request.group, request.resource)

is_decided(request) if deciding(request) >= 0
