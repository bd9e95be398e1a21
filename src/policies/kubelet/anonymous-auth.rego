package seawall.kubelet.anonymous_auth

import data.lib.seawall.kubelet_files
import data.lib.seawall.report

violation contains report.at(["authentication", "anonymous", "enabled"], [], "authentication.anonymous.enabled is true") if {
	kubelet_files.configuration.authentication.anonymous.enabled == true
}
