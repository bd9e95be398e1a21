package seawall.admission.pod_security_policy

import data.lib.seawall.manifest
import data.lib.seawall.report
import data.lib.seawall.source

violation contains report.at(["kind"], [], sprintf("PodSecurityPolicy %s protects nothing since 1.25", [manifest.name])) if {
	manifest.group_kind in {"policy/PodSecurityPolicy", "extensions/PodSecurityPolicy"}
	source.minor >= 25
}

violation contains report.graded("low", ["kind"], [], sprintf("PodSecurityPolicy %s ends with 1.25", [manifest.name])) if {
	manifest.group_kind in {"policy/PodSecurityPolicy", "extensions/PodSecurityPolicy"}
	source.minor < 25
}
