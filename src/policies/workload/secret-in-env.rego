package seawall.workload.secret_in_env

import data.lib.seawall.fields
import data.lib.seawall.pods
import data.lib.seawall.report

violation contains report.at(container.path, ["env", index], message) if {
	some container in pods.containers
	some index, entry in fields.list_at(container.spec, ["env"])
	reference := entry.valueFrom.secretKeyRef
	message := sprintf("variable %s of container %s holds a key of Secret %s", [
		fields.shown(entry, "name"),
		container.name,
		fields.shown(reference, "name"),
	])
}

violation contains report.at(container.path, ["envFrom", index], message) if {
	some container in pods.containers
	some index, entry in fields.list_at(container.spec, ["envFrom"])
	message := sprintf("all keys of Secret %s are variables of container %s", [
		fields.shown(entry.secretRef, "name"),
		container.name,
	])
}
