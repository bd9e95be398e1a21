package seawall.pod.app_armor_unconfined

import data.lib.seawall.fields
import data.lib.seawall.pods
import data.lib.seawall.report

violation contains report.at(context.path, ["appArmorProfile", "type"], message(context.of, fields.shown(profile, "type"))) if {
	some context in pods.contexts
	profile := context.value.appArmorProfile
	not object.get(profile, "type", "") in {"RuntimeDefault", "Localhost"}
}

violation contains report.at(pod.metadata_path, ["annotations", key], message("the pod", value)) if {
	some pod in pods.pods
	some key, value in pods.annotations(pod)
	startswith(key, "container.apparmor.security.beta.kubernetes.io/")
	not value in {"", "runtime/default"}
	not startswith(value, "localhost/")
}

message(owner, value) := sprintf("the AppArmor profile of %s is %s", [owner, value])
