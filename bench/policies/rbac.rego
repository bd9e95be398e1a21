package bench.rbac

default allow := false

allow if {
	some binding in data.bindings
	input.user in binding.subjects
	some rule in data.roles[binding.role].rules
	input.verb in rule.verbs
	input.resource in rule.resources
}
