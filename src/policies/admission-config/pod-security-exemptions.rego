package seawall.admission_config.pod_security_exemptions

import data.lib.seawall.admission_files
import data.lib.seawall.fields
import data.lib.seawall.namespaces
import data.lib.seawall.report

violation contains report.at(entry.path, ["exemptions", "usernames", index], sprintf("the user %s is exempt", [user])) if {
	some entry in admission_files.pod_security
	some index, user in fields.list_at(entry.value, ["exemptions", "usernames"])
}

violation contains report.graded("low", entry.path, ["exemptions", "namespaces", index], message) if {
	some entry in admission_files.pod_security
	some index, name in fields.list_at(entry.value, ["exemptions", "namespaces"])
	not name in namespaces.system
	message := sprintf("the namespace %s is exempt", [name])
}
