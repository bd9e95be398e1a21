package seawall.kubelet.seccomp_default

import data.lib.seawall.kubelet_files
import data.lib.seawall.report

violation contains report.at(["seccompDefault"], [], sprintf("seccompDefault is %s", [state])) if {
	kubelet_files.configuration
	not kubelet_files.configuration.seccompDefault == true
}

state := "false" if {
	kubelet_files.configuration.seccompDefault == false
} else := "not set, which means false"
