package seawall.rbac.duplicate_subject

import data.lib.seawall.bindings
import data.lib.seawall.report

violation contains report.at(["subjects", index], [], sprintf("%s %s is named twice", [subject.kind, shown(subject)])) if {
	some index, subject in bindings.subjects
	subject in array.slice(bindings.subjects, 0, index)
}

shown(subject) := subject.name if {
	subject.home == ""
} else := concat("/", [subject.home, subject.name])
