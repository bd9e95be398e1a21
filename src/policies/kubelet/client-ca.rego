package seawall.kubelet.client_ca

import data.lib.seawall.fields
import data.lib.seawall.kubelet_files
import data.lib.seawall.report

violation contains report.at(["authentication", "x509", "clientCAFile"], [], "authentication.x509.clientCAFile is not set") if {
	kubelet_files.configuration
	fields.text_or_empty(kubelet_files.configuration, ["authentication", "x509", "clientCAFile"]) == ""
}
