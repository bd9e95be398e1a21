package seawall.kubelet.pod_pids_limit

import data.lib.seawall.kubelet_files
import data.lib.seawall.report

violation contains report.at(["podPidsLimit"], [], sprintf("podPidsLimit is %v", [state])) if {
	kubelet_files.configuration
	object.get(kubelet_files.configuration, "podPidsLimit", -1) <= 0
}

state := object.get(kubelet_files.configuration, "podPidsLimit", "not set, which means no limit")
