package seawall.mesh.ports_excluded

import data.lib.seawall.pods
import data.lib.seawall.report

# Annotations that lead traffic past the proxy of the mesh.
exclusions := {
	"traffic.sidecar.istio.io/excludeInboundPorts": "traffic to the ports",
	"traffic.sidecar.istio.io/excludeOutboundPorts": "traffic from the pod to the ports",
	"traffic.sidecar.istio.io/excludeOutboundIPRanges": "traffic from the pod to",
	"config.linkerd.io/skip-inbound-ports": "traffic to the ports",
	"config.linkerd.io/skip-outbound-ports": "traffic from the pod to the ports",
}

violation contains report.at(pod.metadata_path, ["annotations", key], message) if {
	some pod in pods.pods
	some key, what in exclusions
	value := trim_space(pods.annotations(pod)[key])
	value != ""
	message := sprintf("%s %s passes by the proxy", [what, value])
}
