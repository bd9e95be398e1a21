package seawall.pod.app_armor_unset

import data.lib.seawall.pods
import data.lib.seawall.report

violation contains report.at(profile.path, [], sprintf("container %s names no AppArmor profile", [container.name])) if {
	some container in pods.containers
	not pods.is_windows(container.pod)
	not pods.is_privileged(container)
	profile := pods.setting(container, "appArmorProfile")
	profile.level == "default"
	not has_annotation(container)
}

has_annotation(container) if {
	pods.annotations(container.pod)[concat("", ["container.apparmor.security.beta.kubernetes.io/", container.name])]
}
