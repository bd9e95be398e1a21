package seawall.kube_proxy.metrics_address

import data.lib.seawall.fields
import data.lib.seawall.manifest
import data.lib.seawall.report

violation contains report.at(["metricsBindAddress"], [], sprintf("metricsBindAddress is %s", [address])) if {
	manifest.group_kind == "kubeproxy.config.k8s.io/KubeProxyConfiguration"
	address := fields.text_or_empty(manifest.root, ["metricsBindAddress"])
	address != ""
	not regex.match(`^(?:127\.|localhost|\[::1\])`, address)
}
