package seawall.kubelet.weak_tls

import data.lib.seawall.fields
import data.lib.seawall.kubelet_files
import data.lib.seawall.report

violation contains report.at(["tlsCipherSuites", index], [], sprintf("the weak suite %s is offered", [suite])) if {
	some index, suite in fields.list_at(kubelet_files.configuration, ["tlsCipherSuites"])
	regex.match(`^TLS_RSA_|_RC4_|_3DES_|_CBC_`, suite)
}

violation contains report.at(["tlsMinVersion"], [], sprintf("tlsMinVersion is %s", [version])) if {
	version := fields.text_at(kubelet_files.configuration, ["tlsMinVersion"])
	regex.match(`TLS1[01]$`, version)
}
