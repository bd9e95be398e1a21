package seawall.kubelet.serving_certificate

import data.lib.seawall.fields
import data.lib.seawall.kubelet_files
import data.lib.seawall.report

violation contains report.at(["serverTLSBootstrap"], [], "neither serverTLSBootstrap nor tlsCertFile is set") if {
	kubelet_files.configuration
	not kubelet_files.configuration.serverTLSBootstrap == true
	fields.text_or_empty(kubelet_files.configuration, ["tlsCertFile"]) == ""
}
