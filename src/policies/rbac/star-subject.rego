package seawall.rbac.star_subject

import data.lib.seawall.bindings
import data.lib.seawall.report

violation contains report.at(["subjects", index, field], [], message) if {
	some index, subject in bindings.subjects
	values := [["name", subject.name], ["namespace", subject.declared_namespace]]
	[field, value] := [pair | some pair in values; contains(pair[1], "*")][0]
	message := sprintf("%s %s is no pattern: it means that name alone", [subject.kind, value])
}
