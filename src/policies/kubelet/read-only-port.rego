package seawall.kubelet.read_only_port

import data.lib.seawall.kubelet_files
import data.lib.seawall.report

violation contains report.at(["readOnlyPort"], [], sprintf("readOnlyPort is %v", [kubelet_files.configuration.readOnlyPort])) if {
	kubelet_files.configuration.readOnlyPort != 0
}
