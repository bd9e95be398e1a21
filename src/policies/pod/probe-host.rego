package seawall.pod.probe_host

import data.lib.seawall.fields
import data.lib.seawall.pods
import data.lib.seawall.report
import data.lib.seawall.source

handlers := [
	["livenessProbe"],
	["readinessProbe"],
	["startupProbe"],
	["lifecycle", "postStart"],
	["lifecycle", "preStop"],
]

# Part of the Pod Security Standards since 1.34.
violation contains report.at(container.path, steps, message) if {
	source.minor >= 34
	some container in pods.containers
	some handler in handlers
	some action in ["httpGet", "tcpSocket"]
	steps := array.concat(handler, [action, "host"])
	host := fields.text_at(container.spec, steps)
	host != ""
	message := sprintf("a probe or hook of container %s goes to %s", [container.name, host])
}
