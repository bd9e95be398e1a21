package seawall.workload.dashboard

import data.lib.seawall.fields
import data.lib.seawall.pods
import data.lib.seawall.report

openings := `^--(enable-skip-login|disable-settings-authorizer)(?:=(.*))?$`

found contains {"container": container, "steps": [field, index], "word": word, "flag": match[1]} if {
	some container in pods.containers
	regex.match(`(?i)dashboard`, sprintf("%s %s", [object.get(container.spec, "image", ""), container.name]))
	some field in ["command", "args"]
	some index, word in fields.list_at(container.spec, [field])
	match := regex.find_all_string_submatch_n(openings, word, 1)[0]
	not regex.match(`(?i)^(?:false|f|0)$`, match[2])
}

violation contains report.at(entry.container.path, entry.steps, message(entry)) if {
	some entry in found
	entry.flag == "enable-skip-login"
}

violation contains report.graded("medium", entry.container.path, entry.steps, message(entry)) if {
	some entry in found
	entry.flag == "disable-settings-authorizer"
}

message(entry) := sprintf("container %s is started with %s", [entry.container.name, entry.word])
