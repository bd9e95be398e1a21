# The rule of an audit policy that decides about requests of ordinary users: the first that matches.
# https://github.com/kubernetes/apiserver/blob/v0.35.0/pkg/audit/policy/checker.go
package lib.seawall.audit_rules

import data.lib.seawall.fields
import data.lib.seawall.manifest

policy := manifest.root if manifest.group_kind == "audit.k8s.io/Policy"

rules := fields.list_at(policy, ["rules"])

# Undefined where no rule matches.
deciding(verb, group, resource) := [index |
	some index, rule in rules
	is_object(rule)
	is_for_all(rule)
	is_for_verb(rule, verb)
	is_for_resource(rule, group, resource)
][0]

level(index) := object.get(rules[index], "level", "None")

is_for_all(rule) if {
	every field in ["users", "userGroups", "namespaces"] {
		count(fields.list_at(rule, [field])) == 0
	}
}

is_for_verb(rule, _) if count(fields.list_at(rule, ["verbs"])) == 0

is_for_verb(rule, verb) if verb in fields.list_at(rule, ["verbs"])

# A rule about paths outside the API says nothing about resources.
is_for_resource(rule, _, _) if {
	count(fields.list_at(rule, ["resources"])) == 0
	count(fields.list_at(rule, ["nonResourceURLs"])) == 0
}

is_for_resource(rule, group, resource) if {
	some entry in fields.list_at(rule, ["resources"])
	fields.text_or_empty(entry, ["group"]) == group
	count(fields.list_at(entry, ["resourceNames"])) == 0
	names(fields.list_at(entry, ["resources"]), resource)
}

# No names mean all resources; pods does not cover pods/exec, pods/* covers all subresources.
names(patterns, _) if count(patterns) == 0

names(patterns, resource) if {
	some pattern in ["*", resource]
	pattern in patterns
}

names(patterns, resource) if {
	[name, subresource] := split(resource, "/")
	some pattern in [concat("/", [name, "*"]), concat("/", ["*", subresource])]
	pattern in patterns
}
