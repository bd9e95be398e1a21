package seawall.pod.seccomp_unconfined

import data.lib.seawall.fields
import data.lib.seawall.pods
import data.lib.seawall.report
import data.lib.seawall.source

violation contains report.at(context.path, ["seccompProfile", "type"], message(context.of, fields.shown(profile, "type"))) if {
	source.minor >= 19
	some context in pods.contexts
	profile := context.value.seccompProfile
	not object.get(profile, "type", "") in {"RuntimeDefault", "Localhost"}
}

# Annotations did this before fields did.
violation contains report.at(pod.metadata_path, ["annotations", key], message("the pod", value)) if {
	source.minor < 19
	some pod in pods.pods
	some key in annotation_keys(pod)
	value := pods.annotations(pod)[key]
	not value in {"runtime/default", "docker/default"}
	not startswith(value, "localhost/")
}

annotation_keys(pod) := {"seccomp.security.alpha.kubernetes.io/pod"} | {key |
	some container in pods.containers
	container.pod.path == pod.path
	key := concat("", ["container.seccomp.security.alpha.kubernetes.io/", object.get(container.spec, "name", "")])
}

message(owner, value) := sprintf("the seccomp profile of %s is %s", [owner, value])
