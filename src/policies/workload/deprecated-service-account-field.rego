package seawall.workload.deprecated_service_account_field

import data.lib.seawall.fields
import data.lib.seawall.pods
import data.lib.seawall.report

violation contains report.at(pod.path, ["serviceAccount"], message(pod)) if {
	some pod in pods.pods
	fields.is_set(pod.spec, ["serviceAccount"])
	not pod.spec.serviceAccountName == pod.spec.serviceAccount
}

message(pod) := sprintf("serviceAccount is %s and serviceAccountName is %s; the latter counts", names) if {
	names := [pod.spec.serviceAccount, pod.spec.serviceAccountName]
} else := sprintf("serviceAccount is deprecated; %s belongs in serviceAccountName", [pod.spec.serviceAccount])
