package seawall.workload.secret_file_mode

import data.lib.seawall.fields
import data.lib.seawall.pods
import data.lib.seawall.report

violation contains report.at(pod.path, ["volumes", index, "secret", "defaultMode"], message) if {
	some pod in pods.pods
	some index, volume in fields.list_at(pod.spec, ["volumes"])
	secret := volume.secret
	bits.and(object.get(secret, "defaultMode", 420), 7) != 0
	message := sprintf("files of Secret %s have the mode %s", [fields.shown(secret, "secretName"), state(secret)])
}

state(secret) := sprintf("0%o", [mode]) if {
	mode := secret.defaultMode
} else := "by default 0644"
