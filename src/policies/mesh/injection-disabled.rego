package seawall.mesh.injection_disabled

import data.lib.seawall.pods
import data.lib.seawall.report

switches := [
	["labels", "sidecar.istio.io/inject", "false"],
	["annotations", "sidecar.istio.io/inject", "false"],
	["labels", "istio.io/dataplane-mode", "none"],
	["annotations", "linkerd.io/inject", "disabled"],
]

violation contains report.at(pod.metadata_path, [field, key], sprintf("%s keeps the pod out of the mesh", [key])) if {
	some pod in pods.pods

	# Pods on the network of their node get no proxy, whatever they say.
	not pod.spec.hostNetwork == true
	some [field, key, value] in switches
	pod.metadata[field][key] == value
}
