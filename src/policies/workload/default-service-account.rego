package seawall.workload.default_service_account

import data.lib.seawall.components
import data.lib.seawall.fields
import data.lib.seawall.pods
import data.lib.seawall.report

violation contains report.at(pod.path, [field(pod)], message(pod)) if {
	some pod in pods.pods
	name(pod) in {"", "default"}

	# Static pods of the control plane have no service account.
	count(components.started) == 0

	# A pod without a token gains nothing from an account of its own.
	not pod.spec.automountServiceAccountToken == false
}

name(pod) := found if {
	found := pod.spec.serviceAccountName
} else := object.get(pod.spec, "serviceAccount", "")

message(pod) := "serviceAccountName is default" if {
	name(pod) == "default"
} else := "serviceAccountName is not set, which means default"

field(pod) := "serviceAccount" if {
	not fields.is_set(pod.spec, ["serviceAccountName"])
	fields.is_set(pod.spec, ["serviceAccount"])
} else := "serviceAccountName"
