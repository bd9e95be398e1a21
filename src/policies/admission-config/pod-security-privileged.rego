package seawall.admission_config.pod_security_privileged

import data.lib.seawall.admission_files
import data.lib.seawall.fields
import data.lib.seawall.report

violation contains report.at(entry.path, ["defaults", "enforce"], sprintf("the default level is %s", [state(entry.value)])) if {
	some entry in admission_files.pod_security
}

state(configuration) := "privileged" if {
	configuration.defaults.enforce == "privileged"
}

state(configuration) := "not set, which means privileged" if {
	not fields.text_at(configuration, ["defaults", "enforce"])
}
