package seawall.pod.selinux_options

import data.lib.seawall.pods
import data.lib.seawall.report
import data.lib.seawall.source

types contains type if some type in ["", "container_t", "container_init_t", "container_kvm_t"]

types contains "container_engine_t" if source.minor >= 31

violation contains report.at(context.path, ["seLinuxOptions", "type"], message("type", context.of, type)) if {
	some context in pods.contexts
	type := context.value.seLinuxOptions.type
	not type in types
}

violation contains report.at(context.path, ["seLinuxOptions", field], message(field, context.of, value)) if {
	some context in pods.contexts
	some field in ["user", "role"]
	value := context.value.seLinuxOptions[field]
	value != ""
}

message(field, owner, value) := sprintf("the SELinux %s of %s is %s", [field, owner, value])
