package seawall.pod.seccomp_unset

import data.lib.seawall.pods
import data.lib.seawall.report
import data.lib.seawall.source

violation contains report.at(profile.path, [], message) if {
	some container in pods.containers
	not pods.is_windows(container.pod)
	not pods.is_privileged(container)
	profile := pods.setting(container, "seccompProfile")
	profile.level == "default"
	not has_annotation(container)
	message := sprintf("neither container %s nor its pod sets a seccomp profile", [container.name])
}

# The annotations that did this before fields did; ignored from 1.27 on.
has_annotation(container) if {
	source.minor < 27
	some key in [
		"seccomp.security.alpha.kubernetes.io/pod",
		concat("", ["container.seccomp.security.alpha.kubernetes.io/", container.name]),
	]
	pods.annotations(container.pod)[key]
}
