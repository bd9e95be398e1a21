package seawall.kubelet.certificate_rotation

import data.lib.seawall.kubelet_files
import data.lib.seawall.report

violation contains report.at(["rotateCertificates"], [], sprintf("rotateCertificates is %s", [state])) if {
	kubelet_files.configuration
	not kubelet_files.configuration.rotateCertificates == true
}

state := "false" if {
	kubelet_files.configuration.rotateCertificates == false
} else := "not set, which means false"
