# What a policy says about an object: a sentence, and the field it is about.
package lib.seawall.report

at(base, steps, message) := {"msg": message, "details": {"path": field_path(array.concat(base, steps))}}

# The same where the case is worse or better than the check's own severity.
graded(severity, base, steps, message) := {
	"msg": message,
	"details": {"path": field_path(array.concat(base, steps)), "severity": severity},
}

# spec.containers[0].image; a key with other characters is quoted.
field_path(path) := trim_prefix(concat("", [step_text(step) | some step in path]), ".")

step_text(step) := sprintf("[%d]", [step]) if is_number(step)

step_text(step) := concat("", [".", step]) if {
	is_string(step)
	is_plain(step)
}

step_text(step) := sprintf("[%s]", [json.marshal(step)]) if {
	is_string(step)
	not is_plain(step)
}

is_plain(step) if regex.match(`^[A-Za-z_$][\w$-]*$`, step)
