package seawall.kubelet.always_allow

import data.lib.seawall.kubelet_files
import data.lib.seawall.report

violation contains report.at(["authorization", "mode"], [], "authorization.mode is AlwaysAllow") if {
	kubelet_files.configuration.authorization.mode == "AlwaysAllow"
}
