package seawall.rbac.duplicate_subject

import data.lib.seawall.bindings
import data.lib.seawall.report

violation contains report.at(["subjects", index], [], sprintf("%s %s is named twice", [subject.kind, shown(subject)])) if {
	some index, subject in bindings.subjects
	some earlier in array.slice(bindings.subjects, 0, index)
	every field in ["kind", "home", "name"] {
		earlier[field] == subject[field]
	}
}

shown(subject) := subject.name if {
	subject.home == ""
} else := concat("/", [subject.home, subject.name])
